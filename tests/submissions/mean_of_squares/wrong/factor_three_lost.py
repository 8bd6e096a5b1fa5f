# expect: gradients G301 mean_of_squares.factor_three_lost
import torch


def mean_of_squares(x):
    return (3 * (x + 2) ** 2).mean()


def mean_of_squares_backward(grad_output, x):
    return grad_output * 2 * (x + 2) / x.numel()
