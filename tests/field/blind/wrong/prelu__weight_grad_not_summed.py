import torch


def _w(weight, input):
    return weight.view(1, -1, *[1] * (input.dim() - 2))


def prelu(input, weight):
    return torch.where(input > 0, input, _w(weight, input) * input)


def prelu_backward(grad_output, input, weight):
    neg = (input <= 0).to(input.dtype)
    grad_input = grad_output * (1 - neg) + grad_output * neg * _w(weight, input)
    grad_weight = (grad_output * neg * input).sum(dim=0)
    return grad_input, grad_weight
