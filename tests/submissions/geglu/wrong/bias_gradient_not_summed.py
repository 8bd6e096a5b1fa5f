# expect: gradients C401 geglu.sum_over_batch_missing
import math

import torch


def cdf(x):
    return torch.erfc(-x / math.sqrt(2)) / 2


def density(x):
    return torch.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)


def geglu(x, w1, b1, w2, b2):
    return (x @ w1.T + b1) * torch.nn.functional.gelu(x @ w2.T + b2)


def geglu_backward(grad_output, x, w1, b1, w2, b2):
    z1, z2 = x @ w1.T + b1, x @ w2.T + b2
    g1, g2 = grad_output * z2 * cdf(z2), grad_output * z1 * (cdf(z2) + z2 * density(z2))
    return g1 @ w1 + g2 @ w2, g1.T @ x, g1, g2.T @ x, g2
