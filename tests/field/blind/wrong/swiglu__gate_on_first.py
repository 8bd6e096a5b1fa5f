import torch


def swish(z):
    return z * torch.sigmoid(z)


def swiglu(x, w1, b1, w2, b2):
    return swish(x @ w1.T + b1) * (x @ w2.T + b2)


def swiglu_backward(grad_output, x, w1, b1, w2, b2):
    z1, z2 = x @ w1.T + b1, x @ w2.T + b2
    s = torch.sigmoid(z1)
    g1 = grad_output * z2 * (s + z1 * s * (1 - s))
    g2 = grad_output * z1 * s
    return g1 @ w1 + g2 @ w2, g1.T @ x, g1.sum(0), g2.T @ x, g2.sum(0)
