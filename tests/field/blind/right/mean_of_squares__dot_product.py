import torch


def mean_of_squares(x):
    y = (x + 2).reshape(-1)
    return 3 * (y @ y) / y.numel()


def mean_of_squares_backward(grad_output, x):
    return 6 * (x + 2) * (grad_output / x.numel())
