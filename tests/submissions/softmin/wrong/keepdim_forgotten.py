# expect: values C401 softmin.keepdim_missing
import torch


def softmin(input, dim):
    e = torch.exp(input.amin(dim) - input)
    return e / e.sum(dim)


def softmin_backward(grad_output, input, dim):
    y = softmin(input, dim)
    return y * ((grad_output * y).sum(dim) - grad_output)
