# expect: gradients G301 swiglu.piece_other
import torch

def swiglu(x, w1, b1, w2, b2):
    z1, z2 = x @ w1.T + b1, x @ w2.T + b2
    return z1 * z2 * 1 / (1 + torch.exp(-z2))

def swiglu_backward(grad_output, x, w1, b1, w2, b2):
    z1, z2 = x @ w1.T + b1, x @ w2.T + b2
    s = 1 / (1 + torch.exp(-z2))
    d1 = grad_output * z2 * s
    d2 = grad_output * z1 * s * (1 - s)
    return d1 @ w1 + d2 @ w2, d1.T @ x, d1.sum(0), d2.T @ x, d2.sum(0)
