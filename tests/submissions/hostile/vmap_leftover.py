# expect: S109 | stopped by: worker | tries: a tensor that has leaked out of vmap
import torch


def sigmoid(x):
    kept = []
    torch.func.vmap(lambda row: kept.append(torch.sigmoid(row)) or row)(torch.zeros(3, 2))
    return kept[0]


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
