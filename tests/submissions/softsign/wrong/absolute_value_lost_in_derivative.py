# expect: gradients G301 softsign.absolute_value_lost_in_derivative
import torch


def softsign(x):
    return x / (1 + x.abs())


def softsign_backward(grad_output, x):
    return grad_output / (1 + x) ** 2
