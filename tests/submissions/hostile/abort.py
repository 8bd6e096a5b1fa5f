# expect: S112 | stopped by: judge | tries: os.abort
import os
import torch


def sigmoid(x):
    os.abort()


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
