# expect: R701
import torch


def softmax(input, dim):
    return torch.log_softmax(input, dim).exp()


def softmax_backward(grad_output, input, dim):
    y = softmax(input, dim)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
