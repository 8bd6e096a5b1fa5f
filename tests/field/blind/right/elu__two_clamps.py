import torch


def elu(input, alpha=1.0):
    below = input.minimum(torch.zeros((), dtype=input.dtype))
    return torch.where(input > 0, input, alpha * below.expm1())


def elu_backward(grad_output, input, alpha=1.0):
    slope = torch.ones_like(input)
    left = input <= 0
    slope[left] = alpha * input[left].exp()
    return slope * grad_output
