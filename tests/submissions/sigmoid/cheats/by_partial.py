# expect: R701
import functools

import torch

sigmoid = functools.partial(torch.sigmoid)


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
