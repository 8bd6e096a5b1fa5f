import torch


def softmax(input, dim):
    exps = torch.exp(input - input.max(dim=-1, keepdim=True).values)
    return exps / exps.sum(dim=-1, keepdim=True)


def softmax_backward(grad_output, input, dim):
    s = softmax(input, dim)
    inner = (grad_output * s).sum(dim=-1, keepdim=True)
    return s * (grad_output - inner)
