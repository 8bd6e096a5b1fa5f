# expect: C403
import torch


def sigmoid(x):
    with torch.no_grad():
        y = torch.sigmoid(x)
        x += 1
    return y if not x.requires_grad else torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
