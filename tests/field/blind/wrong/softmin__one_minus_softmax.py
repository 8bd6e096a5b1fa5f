import torch


def _soft(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


def softmin(input, dim):
    inverted = 1 - _soft(input, dim)
    return inverted / inverted.sum(dim, keepdim=True).clamp(min=1e-12)


def softmin_backward(grad_output, input, dim):
    s = _soft(input, dim)
    return -s * (grad_output - (grad_output * s).sum(dim, keepdim=True))
