import torch


def leaky_relu(input, negative_slope=0.01):
    return torch.maximum(input, negative_slope * input)


def leaky_relu_backward(grad_output, input, negative_slope=0.01):
    return torch.where(input > negative_slope * input, grad_output, negative_slope * grad_output)
