# expect: S112 | stopped by: judge | tries: reads address 0
import ctypes
import torch


def sigmoid(x):
    ctypes.string_at(0)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
