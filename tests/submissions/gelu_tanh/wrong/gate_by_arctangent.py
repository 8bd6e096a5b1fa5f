# expect: values V201 -
import math

import torch


def gelu_tanh(x):
    return x * (0.5 + torch.atan(1.5 * x) / math.pi)


def gelu_tanh_backward(grad_output, x):
    gate = 0.5 + torch.atan(1.5 * x) / math.pi
    return grad_output * (gate + 1.5 * x / (math.pi * (1 + 2.25 * x * x)))
