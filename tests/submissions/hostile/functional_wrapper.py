# expect: S109 | stopped by: worker | tries: a wrapper that has no memory
import torch


def sigmoid(x):
    return torch._to_functional_tensor(torch.sigmoid(x.detach()))


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
