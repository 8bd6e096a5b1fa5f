# expect: values V201 softmax.dimension_ignored
import torch


def softmax(input, dim):
    return torch.softmax(input, -1)


def softmax_backward(grad_output, input, dim):
    y = torch.softmax(input, dim)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
