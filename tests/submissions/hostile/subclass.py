# expect: S109 | stopped by: worker | tries: a subclass of a tensor that decides what operations do
import torch


def sigmoid(x):
    class Always(torch.Tensor):
        @classmethod
        def __torch_function__(cls, function, types, args=(), kwargs=None):
            return True

    return torch.zeros_like(x).as_subclass(Always)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
