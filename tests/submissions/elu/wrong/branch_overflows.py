# expect: gradients G302 - observed.branch_not_taken
import torch


def elu(input, alpha=1.0):
    return torch.where(input > 0, input, alpha * (torch.exp(input) - 1))


def elu_backward(grad_output, input, alpha=1.0):
    return torch.where(input > 0, grad_output, grad_output * alpha * torch.exp(input.clamp(max=0)))
