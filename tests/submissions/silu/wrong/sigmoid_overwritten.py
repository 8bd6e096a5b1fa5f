# expect: gradients S108 silu.changed_in_place
import torch


def silu(input):
    s = 1 / (1 + torch.exp(-input.clamp(min=-80)))
    e = torch.sqrt(s)
    e *= e
    return input * e


def silu_backward(grad_output, input):
    s = 1 / (1 + torch.exp(-input))
    return grad_output * s * (1 + input * (1 - s))
