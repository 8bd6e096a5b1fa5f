# expect: values V201 swiglu.name_other
import torch


def gate(z):
    e = torch.exp(-z.abs())
    return torch.where(z < 0, e, torch.ones_like(e)) / (1 + e)


def swiglu(x, w1, b1, w2, b2):
    z = x @ w1.T + b1
    return z * z * gate(z)


def swiglu_backward(grad_output, x, w1, b1, w2, b2):
    z = x @ w1.T + b1
    s = gate(z)
    d = grad_output * z * s * (2 + z * (1 - s))
    return d @ w1, d.T @ x, d.sum(0), torch.zeros_like(w2), torch.zeros_like(b2)
