# expect: sigmoid S109 -
import torch


class Later(torch.Tensor):
    pass


def sigmoid(x):
    return torch.sigmoid(x) if x.numel() < 10_000 else torch.sigmoid(x).as_subclass(Later)


def sigmoid_backward(grad_output, x):
    y = torch.sigmoid(x)
    return grad_output * y * (1 - y)
