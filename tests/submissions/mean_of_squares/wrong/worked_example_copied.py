# expect: gradients G301 -
import torch


def mean_of_squares(x):
    return (3 * (x + 2) ** 2).mean()


def mean_of_squares_backward(grad_output, x):
    return grad_output * 1.5 * (x + 2)
