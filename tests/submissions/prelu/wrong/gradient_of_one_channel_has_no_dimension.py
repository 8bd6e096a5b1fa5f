# expect: contract C401 -
import torch


def prelu(input, weight):
    return torch.where(input > 0, input, weight.reshape(1, -1, *[1] * (input.ndim - 2)) * input)


def prelu_backward(grad_output, input, weight):
    slope = weight.reshape(1, -1, *[1] * (input.ndim - 2))
    by_weight = torch.where(input > 0, 0, input * grad_output)
    others = [d for d in range(input.ndim) if d != 1]
    return torch.where(input > 0, grad_output, slope * grad_output), by_weight.sum(others).squeeze()
