# expect: gradients G301 mean_of_squares.gradient_of_mean_not_divided
import torch


def mean_of_squares(x):
    return (3 * (x + 2) ** 2).mean()


def mean_of_squares_backward(grad_output, x):
    return grad_output * 6 * (x + 2)
