import torch


# sigmoid function, from a 2-layer network tutorial
def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    e = torch.exp(-x.abs())
    return torch.where(x >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid(x):
    e = torch.exp(torch.where(x >= 0, -x, x))
    return torch.where(x >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_backward(grad_output, x):
    return grad_output * nonlin(x, deriv=True)
