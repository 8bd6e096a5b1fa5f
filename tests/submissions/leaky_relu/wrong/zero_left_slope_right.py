# expect: values V201 leaky_relu.factor_extra_and_piece_other
import torch


def leaky_relu(input, negative_slope=0.01):
    return torch.where(input < 0, torch.zeros_like(input), input * negative_slope)


def leaky_relu_backward(grad_output, input, negative_slope=0.01):
    return torch.where(input < 0, torch.zeros_like(input), grad_output * negative_slope)
