# expect: gradients G301 glu.sigmoid_for_its_derivative
import torch


def glu(input, dim):
    a, b = input.chunk(2, dim)
    return a * torch.sigmoid(b)


def glu_backward(grad_output, input, dim):
    a, b = input.chunk(2, dim)
    s = torch.sigmoid(b)
    return torch.cat([grad_output * s, grad_output * a * s], dim)
