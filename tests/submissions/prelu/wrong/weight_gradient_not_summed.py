# expect: gradients C401 prelu.sum_missing
import torch


def along(weight, input):
    return weight.reshape(1, -1, *(1,) * (input.ndim - 2))


def prelu(input, weight):
    return torch.where(input > 0, input, along(weight, input) * input)


def by_input(grad_output, input, weight):
    return torch.where(input > 0, grad_output, along(weight, input) * grad_output)


def summed(grad, input):
    return grad.sum(dim=[d for d in range(input.ndim) if d != 1])


def by_weight(grad_output, input):
    return summed(torch.where(input > 0, 0, input * grad_output), input)


def prelu_backward(grad_output, input, weight):
    return by_input(grad_output, input, weight), torch.where(input > 0, 0, input * grad_output)
