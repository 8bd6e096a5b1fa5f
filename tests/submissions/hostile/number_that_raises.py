# expect: S108 | stopped by: worker | tries: an exception whose number cannot be asked for
import torch


def sigmoid(x):
    class Odd(OSError):
        @property
        def errno(self):
            raise SystemExit(0)

    raise Odd


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
