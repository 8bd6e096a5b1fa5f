# expect: contract C403 -
import torch


def sigmoid(x):
    x = x.neg_().exp_().add_(1).reciprocal_()
    return x


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
