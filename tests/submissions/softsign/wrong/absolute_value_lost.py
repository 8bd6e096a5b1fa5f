# expect: values V201 softsign.absolute_value_lost
import torch


def softsign(x):
    return x / (1 + x)


def softsign_backward(grad_output, x):
    return grad_output / (1 + x.abs()) ** 2
