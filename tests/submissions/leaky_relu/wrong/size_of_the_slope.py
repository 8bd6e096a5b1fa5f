# expect: values V201 leaky_relu.piece_other
import torch


def leaky_relu(input, negative_slope=0.01):
    return torch.where(input > 0, input, abs(negative_slope) * input)


def leaky_relu_backward(grad_output, input, negative_slope=0.01):
    return torch.where(input > 0, grad_output, negative_slope * grad_output)
