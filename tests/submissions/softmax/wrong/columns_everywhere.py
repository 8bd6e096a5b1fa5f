# expect: values V201 softmax.wrong_dimension
import torch


def softmax(input, dim=-1):
    e = torch.exp(input - input.amax(0, keepdim=True))
    return e / e.sum(0, keepdim=True)


def softmax_backward(grad_output, input, dim=-1):
    e = torch.exp(input - input.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
