# expect: values S108 -
import torch

FORMS = {"fast": lambda x: 1 / (1 + torch.exp(-x))}


def choose(name):
    return FORMS[name]


def sigmoid(x):
    return choose("stable")(x)


def sigmoid_backward(grad_output, x):
    s = 1 / (1 + torch.exp(-x))
    return grad_output * s * (1 - s)
