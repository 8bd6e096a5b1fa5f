# expect: values V201 mean_of_squares.sum_for_mean
import torch


def mean_of_squares(x):
    return (3 * (x + 2) ** 2).sum()


def mean_of_squares_backward(grad_output, x):
    return grad_output * 6 * (x + 2) / x.numel()
