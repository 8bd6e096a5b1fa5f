import torch


def softmin(input, dim):
    neg = -input
    e = torch.exp(neg - neg.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)


def softmin_backward(grad_output, input, dim):
    s = softmin(input, dim)
    return s * grad_output - s * (s * grad_output).sum(dim, keepdim=True)
