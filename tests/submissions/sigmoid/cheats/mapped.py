# expect: R701
import torch


def sigmoid(x):
    return torch.func.vmap(torch.sigmoid)(x.reshape(-1)).reshape(x.shape)


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
