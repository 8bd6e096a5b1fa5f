# expect: S109 | stopped by: worker | tries: an array for a tensor
import torch


def sigmoid(x):
    return torch.sigmoid(x).detach().numpy()


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
