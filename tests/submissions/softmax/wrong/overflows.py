# expect: values V201 softmax.unstable
import torch


def softmax(input, dim):
    e = torch.exp(input)
    return e / e.sum(dim, keepdim=True)


def softmax_backward(grad_output, input, dim):
    y = torch.softmax(input, dim)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
