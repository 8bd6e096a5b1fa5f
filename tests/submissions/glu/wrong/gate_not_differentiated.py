# expect: gradients G301 glu.gate_not_differentiated
import torch


def glu(input, dim):
    a, b = input.chunk(2, dim)
    return a * torch.sigmoid(b)


def glu_backward(grad_output, input, dim):
    a, b = input.chunk(2, dim)
    s = torch.sigmoid(b)
    return torch.cat([grad_output * s, torch.zeros_like(a)], dim)
