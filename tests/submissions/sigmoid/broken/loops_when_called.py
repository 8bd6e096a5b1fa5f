# expect: S113
import torch


def sigmoid(x):
    while True:
        x = x + 0


def sigmoid_backward(grad_output, x):
    return grad_output
