import torch


def _softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


def log_softmax(input, dim):
    return torch.log(_softmax(input, dim) + 1e-12)


def log_softmax_backward(grad_output, input, dim):
    s = _softmax(input, dim)
    return grad_output - s * grad_output.sum(0, keepdim=True)
