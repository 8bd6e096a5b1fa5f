import torch


def mean_of_squares(x):
    return 3 * (x + 2).square().mean()


def mean_of_squares_backward(grad_output, x):
    return (6 * x + 12) * (grad_output / x.numel())
