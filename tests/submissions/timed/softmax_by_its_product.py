# expect: softmax passed -
import torch


def softmax(input, dim):
    e = (input - input.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


def softmax_backward(grad_output, input, dim):
    y = softmax(input, dim)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
