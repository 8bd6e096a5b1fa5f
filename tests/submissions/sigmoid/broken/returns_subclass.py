# expect: S109
import torch


class Mine(torch.Tensor):
    pass


def sigmoid(x):
    return torch.sigmoid(x).as_subclass(Mine)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
