# expect: sigmoid P801 -
import math
from concurrent.futures import ThreadPoolExecutor

import torch

pool = ThreadPoolExecutor(2)


def part(values):
    return [1 / (1 + math.exp(-v)) for v in values]


def sigmoid(x):
    values = x.flatten().tolist()
    half = len(values) // 2
    first, second = pool.map(part, (values[:half], values[half:]))
    return torch.tensor(first + second, dtype=x.dtype).reshape(x.shape)


def sigmoid_backward(grad_output, x):
    y = torch.sigmoid(x)
    return grad_output * y * (1 - y)
