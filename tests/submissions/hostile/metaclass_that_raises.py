# expect: S112 | stopped by: worker | tries: an object whose type cannot be described
import torch


def sigmoid(x):
    class Meta(type):
        @property
        def __module__(cls):
            raise SystemExit("passed")

    class Thing(metaclass=Meta):
        pass

    return Thing()


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
