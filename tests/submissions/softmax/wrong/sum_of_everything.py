# expect: values V201 softmax.dimension_other
import torch


def softmax(input, dim=-1):
    e = torch.exp(input - input.amax(dim, keepdim=True))
    return e / e.sum()


def softmax_backward(grad_output, input, dim=-1):
    e = torch.exp(input - input.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
