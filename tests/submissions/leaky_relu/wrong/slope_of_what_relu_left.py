# expect: values V201 leaky_relu.branch_changed
import torch


def leaky_relu(input, negative_slope=0.01):
    kept = torch.where(input > 0, input, torch.zeros_like(input))
    return torch.where(kept >= 0, kept, negative_slope * kept)


def leaky_relu_backward(grad_output, input, negative_slope=0.01):
    return torch.where(input > 0, grad_output, negative_slope * grad_output)
