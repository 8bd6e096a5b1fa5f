# expect: values C401 -
import torch


def softmax(input, dim):
    e = torch.exp(input - input.amax(dim, keepdim=True))
    return e * torch.ones(7) / e.sum(dim, keepdim=True)


def softmax_backward(grad_output, input, dim):
    y = torch.softmax(input, dim)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
