import torch


def leaky_relu(input, negative_slope=0.01):
    mask = (input > 0).to(input.dtype)
    return input * (mask + negative_slope * (1 - mask))


def leaky_relu_backward(grad_output, input, negative_slope=0.01):
    mask = (input > 0).to(input.dtype)
    return grad_output * (mask + negative_slope * (1 - mask))
