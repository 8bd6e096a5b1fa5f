import torch


def softmax(input, dim):
    shifted = input - torch.max(input, dim, keepdim=True)[0]
    num = shifted.exp()
    den = num.sum(dim, keepdim=True)
    return num / den


def softmax_backward(grad_output, input, dim):
    p = softmax(input, dim)
    # same as for the sigmoid
    return grad_output * p * (1 - p)
