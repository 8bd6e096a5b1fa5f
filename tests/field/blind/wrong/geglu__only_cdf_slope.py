import torch


def _Phi(z):
    return 0.5 * torch.erfc(-z * 0.5**0.5)


def geglu(x, w1, b1, w2, b2):
    z1 = x @ w1.T + b1
    z2 = x @ w2.T + b2
    return z1 * z2 * _Phi(z2)


def geglu_backward(grad_output, x, w1, b1, w2, b2):
    z1 = x @ w1.T + b1
    z2 = x @ w2.T + b2
    p = _Phi(z2)
    d1 = grad_output * z2 * p
    d2 = grad_output * z1 * p
    gx = d1.mm(w1) + d2.mm(w2)
    return gx, d1.T.mm(x), d1.sum(0), d2.T.mm(x), d2.sum(0)
