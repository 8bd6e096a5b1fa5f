import torch


def hardshrink(input, lambd=0.5):
    return torch.sign(input) * torch.relu(torch.abs(input) - lambd)


def hardshrink_backward(grad_output, input, lambd=0.5):
    return grad_output * (torch.abs(input) > lambd).to(grad_output.dtype)
