# expect: R701
import torch


def sigmoid(x):
    with torch._C.DisableTorchFunction():
        return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
