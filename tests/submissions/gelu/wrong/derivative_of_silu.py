# expect: gradients G301 - observed.of_another_exercise
import torch


def gelu(x):
    return x * torch.special.ndtr(x)


def gelu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * (s + x * s * (1 - s))
