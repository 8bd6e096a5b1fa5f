# expect: S112 | stopped by: judge | tries: sys.exit(0)
import sys
import torch


def sigmoid(x):
    sys.exit(0)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
