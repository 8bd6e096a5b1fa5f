# expect: values V201 leaky_relu.larger_of_both_branches
import torch


def leaky_relu(input, negative_slope=0.01):
    return torch.maximum(negative_slope * input, input)


def leaky_relu_backward(grad_output, input, negative_slope=0.01):
    return torch.where(input > 0, grad_output, negative_slope * grad_output)
