# expect: S109 | stopped by: worker | tries: a quantised tensor
import torch


def sigmoid(x):
    return torch.quantize_per_tensor(torch.sigmoid(x.detach().float()), 0.01, 0, torch.quint8)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
