# expect: sigmoid passed -
import torch


def sigmoid(x):
    e = x.neg().exp_().add_(1)
    return e.reciprocal_()


def sigmoid_backward(grad_output, x):
    y = sigmoid(x)
    return y.mul_(1 - y).mul_(grad_output)
