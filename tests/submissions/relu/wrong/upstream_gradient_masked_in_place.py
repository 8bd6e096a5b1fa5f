# expect: contract C403 relu.changed_in_place
import torch


def relu(input):
    return torch.where(input > 0, input, torch.zeros_like(input))


def relu_backward(grad_output, input):
    grad_output.masked_fill_(input <= 0, 0.0)
    return grad_output
