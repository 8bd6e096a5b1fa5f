import torch


def elu(input, alpha=1.0):
    return torch.relu(input) + alpha * (torch.exp(-torch.relu(-input)) - 1)


def elu_backward(grad_output, input, alpha=1.0):
    return grad_output * torch.where(input > 0, 1.0, alpha * torch.exp(input.clamp(max=0)))
