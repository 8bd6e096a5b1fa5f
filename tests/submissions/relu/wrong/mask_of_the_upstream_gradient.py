# expect: gradients G301 relu.upstream_for_input
import torch


def relu(input):
    return torch.where(input > 0, input, torch.zeros_like(input))


def relu_backward(grad_output, input):
    return torch.where(grad_output > 0, grad_output, torch.zeros_like(grad_output))
