# expect: S108 | stopped by: worker | tries: an exception that is no Exception
import torch


def sigmoid(x):
    class Stop(BaseException):
        pass

    raise Stop


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
