import torch


def reglu(x, w1, b1, w2, b2):
    z1 = x @ w1.T + b1
    z2 = x @ w2.T + b2
    return z1 * torch.relu(z2)


def reglu_backward(grad_output, x, w1, b1, w2, b2):
    z1 = x @ w1.T + b1
    z2 = x @ w2.T + b2
    mask = (z1 > 0).to(x.dtype)
    dz1 = grad_output * torch.relu(z2)
    dz2 = grad_output * z1 * mask
    return dz1 @ w1 + dz2 @ w2, dz1.T @ x, dz1.sum(0), dz2.T @ x, dz2.sum(0)
