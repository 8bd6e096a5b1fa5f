# expect: values V201 softmax.not_normalised
import torch


def softmax(input, dim):
    return torch.exp(input)


def softmax_backward(grad_output, input, dim):
    y = torch.softmax(input, dim)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
