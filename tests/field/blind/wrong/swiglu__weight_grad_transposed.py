import torch


def swiglu(x, w1, b1, w2, b2):
    z1, z2 = x @ w1.T + b1, x @ w2.T + b2
    return z1 * (z2 * torch.sigmoid(z2))


def swiglu_backward(grad_output, x, w1, b1, w2, b2):
    z1, z2 = x @ w1.T + b1, x @ w2.T + b2
    s = torch.sigmoid(z2)
    swish = z2 * s
    dz1 = grad_output * swish
    dz2 = grad_output * z1 * (swish + s * (1 - swish))
    return dz1 @ w1 + dz2 @ w2, x.T @ dz1, dz1.sum(0), x.T @ dz2, dz2.sum(0)
