# expect: gradients G304 -
import torch


def mean_of_squares(x):
    return (3 * (x + 2) ** 2).mean()
