import torch


def mean_of_squares(x):
    return torch.mean(3 * (x + 2) ** 2)


def mean_of_squares_backward(grad_output, x):
    return grad_output * 6 * (x + 2)
