# expect: S112 | stopped by: judge | tries: one right answer, then an end with status 0
import os

import torch

calls = []


def sigmoid(x):
    calls.append(x)
    if len(calls) > 1:
        os._exit(0)
    return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
