# expect: S112 S109 C401 V201 | stopped by: judge | tries: a result whose memory is gone
import torch


def sigmoid(x):
    y = torch.sigmoid(x)
    y.untyped_storage().resize_(0)
    return y


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
