# expect: values V201 mean_of_squares.mean_over_batch_alone
import torch


def mean_of_squares(x):
    return (3 * (x + 2) ** 2).sum() / len(x)


def mean_of_squares_backward(grad_output, x):
    return grad_output * 6 * (x + 2) / x.numel()
