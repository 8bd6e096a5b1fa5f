# expect: gradients G301 softmax.off_diagonal_sign
import torch


def softmax(input, dim):
    e = torch.exp(input - input.amax(dim, keepdim=True).detach())
    return e / e.sum(dim, keepdim=True)


def softmax_backward(grad_output, input, dim):
    y = softmax(input, dim)
    return y * ((grad_output * y).sum(dim, keepdim=True) + grad_output * (1 - 2 * y))
