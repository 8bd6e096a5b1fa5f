# expect: gradients G301 swiglu.term_dropped
import torch


def swish(z):
    return z * torch.sigmoid(z)


def swiglu(x, w1, b1, w2, b2):
    return (x @ w1.T + b1) * swish(x @ w2.T + b2)


def swiglu_backward(grad_output, x, w1, b1, w2, b2):
    value, gate = x @ w1.T + b1, x @ w2.T + b2
    s = torch.sigmoid(gate)
    by_value = grad_output * swish(gate)
    by_gate = grad_output * value * s * (1 + gate * (1 - s))
    return by_gate @ w2, by_value.T @ x, by_value.sum(0), by_gate.T @ x, by_gate.sum(0)
