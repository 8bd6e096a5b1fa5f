import math
import torch


def geglu(x, w1, b1, w2, b2):
    gate = x @ w2.T + b2
    return (x @ w1.T + b1) * gate * torch.erfc(-gate / math.sqrt(2)) / 2


def geglu_backward(grad_output, x, w1, b1, w2, b2):
    linear, gate = x @ w1.T + b1, x @ w2.T + b2
    Phi = torch.erfc(-gate / math.sqrt(2)) / 2
    phi = torch.exp(-gate.square() / 2) / math.sqrt(2 * math.pi)
    d_gate = grad_output * linear * (Phi + gate * phi)
    d_linear = grad_output * gate * Phi
    d_x = d_linear @ w1 + d_gate @ w2
    return d_x, d_gate.T @ x, d_gate.sum(0), d_linear.T @ x, d_linear.sum(0)
