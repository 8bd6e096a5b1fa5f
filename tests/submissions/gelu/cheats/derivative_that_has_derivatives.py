# expect: R701
import torch


def gelu(input):
    return input * torch.special.ndtr(input)


def gelu_backward(grad_output, input):
    return torch.ops.aten.infinitely_differentiable_gelu_backward(grad_output, input)
