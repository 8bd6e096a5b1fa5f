# expect: S108 | stopped by: judge | tries: text that is no text
import torch


def sigmoid(x):
    print('\ud800')
    raise ValueError('\ud800\udfff')


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
