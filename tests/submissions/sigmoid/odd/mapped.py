import torch


def one(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def sigmoid(x):
    return torch.func.vmap(one)(x.reshape(-1)).reshape(x.shape)


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
