import torch


def prelu(input, weight):
    w = weight.reshape(1, -1, *[1] * (input.ndim - 2))
    return torch.where(input >= 0, input, w * input)


def prelu_backward(grad_output, input, weight):
    w = weight.reshape(1, -1, *[1] * (input.ndim - 2))
    grad_weight = torch.where(input >= 0, torch.zeros_like(input), input * grad_output)
    return torch.where(input >= 0, grad_output, w * grad_output), grad_weight.sum_to_size(w.shape).reshape(-1)
