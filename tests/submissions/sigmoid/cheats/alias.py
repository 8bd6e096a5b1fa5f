# expect: R701
import torch

sigmoid = torch.sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
