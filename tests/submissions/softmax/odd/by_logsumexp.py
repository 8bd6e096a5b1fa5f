import torch


def softmax(input, dim=-1):
    return torch.exp(input - torch.logsumexp(input, dim, keepdim=True))


def softmax_backward(grad_output, input, dim=-1):
    y = softmax(input, dim)
    inner = torch.sum(y * grad_output, dim=dim, keepdim=True)
    return y * grad_output - y * inner
