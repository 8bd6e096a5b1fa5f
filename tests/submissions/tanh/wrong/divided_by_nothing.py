# expect: values V201 - observed.not_a_number
import torch


def tanh(x):
    both = torch.exp(2 * x)
    return (both - 1) / (both - both)


def tanh_backward(grad_output, x):
    small = torch.exp(-2 * x.abs())
    return grad_output * 4 * small / (1 + small) ** 2
