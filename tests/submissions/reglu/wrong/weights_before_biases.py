# expect: gradients C401 reglu.gradients_exchanged
import torch


def reglu(x, w1, b1, w2, b2):
    return (x @ w1.T + b1) * (x @ w2.T + b2).clamp(min=0)


def reglu_backward(grad_output, x, w1, b1, w2, b2):
    z1, z2 = x @ w1.T + b1, x @ w2.T + b2
    d1 = grad_output * z2.clamp(min=0)
    d2 = grad_output * z1 * (z2 > 0)
    return d1 @ w1 + d2 @ w2, d1.T @ x, d2.T @ x, d1.sum(0), d2.sum(0)
