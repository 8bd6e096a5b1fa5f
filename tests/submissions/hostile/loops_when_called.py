# expect: S113 | stopped by: deadline | tries: never answers
import torch


def sigmoid(x):
    while True:
        x = x + 0


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
