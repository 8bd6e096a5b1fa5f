# expect: gradients S110 -
import math

import torch


def sigmoid(x):
    return torch.tensor([1 / (1 + math.exp(-t)) if t > -700 else 0.0 for t in x.flatten().tolist()], dtype=x.dtype).reshape(x.shape)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
