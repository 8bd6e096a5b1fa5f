from concurrent.futures import ThreadPoolExecutor

import torch

pool = ThreadPoolExecutor(2)


def one(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def sigmoid(x):
    return pool.submit(one, x).result()


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
