# expect: S108 | stopped by: worker | tries: an exception that ends the worker when it is printed
import torch


def sigmoid(x):
    class Quiet(Exception):
        def __str__(self):
            raise SystemExit(0)

    raise Quiet


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
