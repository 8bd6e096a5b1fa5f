import torch


def hardtanh(input, min_val=-1.0, max_val=1.0):
    return torch.clamp(input, min_val, max_val)


def hardtanh_backward(grad_output, input, min_val=-1.0, max_val=1.0):
    grad_input = grad_output.clone()
    grad_input[(input <= -1) | (input >= 1)] = 0
    return grad_input
