# expect: values S108 swiglu.matrix_not_transposed
import torch


def swiglu(x, w1, b1, w2, b2):
    gate = x @ w2 + b2
    return (x @ w1 + b1) * gate * torch.sigmoid(gate)


def swiglu_backward(grad_output, x, w1, b1, w2, b2):
    z1, z2 = x @ w1.T + b1, x @ w2.T + b2
    s = torch.sigmoid(z2)
    d1 = grad_output * z2 * s
    d2 = grad_output * z1 * s * (1 + z2 * (1 - s))
    return d1 @ w1 + d2 @ w2, d1.T @ x, d1.sum(0), d2.T @ x, d2.sum(0)
