# expect: gradients G301 softmax.dimension_other
import torch


def softmax(input, dim):
    e = torch.exp(input - input.amax(dim, keepdim=True).detach())
    return e / e.sum(dim, keepdim=True)


def softmax_backward(grad_output, input, dim):
    y = softmax(input, dim)
    return y * (grad_output - (grad_output * y).sum())
