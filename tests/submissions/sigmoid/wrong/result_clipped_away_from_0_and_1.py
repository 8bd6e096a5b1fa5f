# expect: values V201 sigmoid.limited_too_much
import torch


def sigmoid(x):
    e = torch.exp(-x.abs())
    p = torch.where(x < 0, e, torch.ones_like(e)) / (1 + e)
    return p.clamp(1e-7, 1 - 1e-7)


def sigmoid_backward(grad_output, x):
    p = sigmoid(x)
    return grad_output * p * (1 - p)
