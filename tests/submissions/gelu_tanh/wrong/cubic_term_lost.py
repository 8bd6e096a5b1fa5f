# expect: values V201 gelu_tanh.cubic_term_lost
import torch


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(0.797885 * x))


def gelu_tanh_backward(grad_output, x):
    t = torch.tanh(0.797885 * x)
    return grad_output * 0.5 * (1 + t + x * (1 - t**2) * 0.797885)
