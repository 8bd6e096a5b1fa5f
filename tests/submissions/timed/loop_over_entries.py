# expect: sigmoid P801 Python loop
import math

import torch


def sigmoid(x):
    return torch.tensor([1 / (1 + math.exp(-v)) for v in x.flatten().tolist()], dtype=x.dtype).reshape(x.shape)


def sigmoid_backward(grad_output, x):
    y = torch.sigmoid(x)
    return grad_output * y * (1 - y)
