import math
import torch
import torch.nn.functional as F


def geglu(x, w1, b1, w2, b2):
    return F.linear(x, w1, b1) * F.gelu(F.linear(x, w2, b2), approximate="tanh")


def geglu_backward(grad_output, x, w1, b1, w2, b2):
    z1, z2 = F.linear(x, w1, b1), F.linear(x, w2, b2)
    phi = 0.5 * torch.erfc(-z2 / math.sqrt(2))
    g1 = grad_output * z2 * phi
    g2 = grad_output * z1 * (phi + z2 * torch.exp(-z2 * z2 / 2) / math.sqrt(2 * math.pi))
    return g1 @ w1 + g2 @ w2, g1.T @ x, g1.mean(0), g2.T @ x, g2.mean(0)
