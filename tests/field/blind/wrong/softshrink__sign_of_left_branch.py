import torch


def softshrink(input, lambd=0.5):
    out = torch.zeros_like(input)
    out = torch.where(input > lambd, input - lambd, out)
    out = torch.where(input < -lambd, input - lambd, out)
    return out


def softshrink_backward(grad_output, input, lambd=0.5):
    outside = (input > lambd) | (input < -lambd)
    return torch.where(outside, grad_output, torch.zeros_like(grad_output))
