# expect: gradients S110 sigmoid.graph_cut
import torch


def sigmoid(x):
    return torch.sigmoid(x.detach())


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
