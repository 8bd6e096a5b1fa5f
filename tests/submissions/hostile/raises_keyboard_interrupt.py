# expect: S108 | stopped by: worker | tries: what Ctrl-C raises
import torch


def sigmoid(x):
    raise KeyboardInterrupt


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
