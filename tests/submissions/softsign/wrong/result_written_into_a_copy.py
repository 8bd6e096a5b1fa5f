# expect: values V201 - observed.zero
import torch


def softsign(x):
    result = torch.zeros_like(x)
    result.clone().copy_(x / (1 + x.abs()))
    return result


def softsign_backward(grad_output, x):
    return grad_output / (1 + x.abs()) ** 2
