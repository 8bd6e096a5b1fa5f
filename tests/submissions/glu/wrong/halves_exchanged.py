# expect: values V201 glu.halves_exchanged
import torch


def glu(input, dim):
    b, a = input.chunk(2, dim)
    return a * torch.sigmoid(b)


def glu_backward(grad_output, input, dim):
    a, b = input.chunk(2, dim)
    s = torch.sigmoid(b)
    return torch.cat([grad_output * s, grad_output * a * s * (1 - s)], dim)
