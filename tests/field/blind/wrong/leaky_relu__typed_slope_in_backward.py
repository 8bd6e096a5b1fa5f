import torch


def leaky_relu(input, negative_slope=0.01):
    return input.clamp(min=0) + negative_slope * input.clamp(max=0)


def leaky_relu_backward(grad_output, input, negative_slope=0.01):
    grad = grad_output.clone()
    grad[input < 0] *= 0.01
    return grad
