# expect: contract S108 sigmoid.view_of_strided
import torch


def sigmoid(x):
    return torch.sigmoid(x.view(-1)).view(x.shape)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
