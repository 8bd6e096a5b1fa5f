# expect: R701
import functools

import torch


def mine(function):
    @functools.wraps(function)
    def wrapped(x):
        return function(x)

    return wrapped


sigmoid = mine(torch.sigmoid)


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
