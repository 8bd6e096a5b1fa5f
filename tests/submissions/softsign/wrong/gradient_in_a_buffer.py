# expect: contract C407 -
import torch

buffers = {}


def softsign(input):
    return input / (1 + input.abs())


def softsign_backward(grad_output, input):
    buffer = buffers.setdefault((input.shape, input.dtype), torch.empty_like(input))
    return torch.div(grad_output, (1 + input.abs()) ** 2, out=buffer)
