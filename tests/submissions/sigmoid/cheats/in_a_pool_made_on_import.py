# expect: R701
from concurrent.futures import ThreadPoolExecutor

import torch

pool = ThreadPoolExecutor(1)
pool.submit(int).result()


def sigmoid(x):
    return pool.submit(torch.sigmoid, x).result()


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
