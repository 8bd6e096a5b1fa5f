import torch


def hardswish(input):
    return input * torch.clamp(input + 3, 0, 6) / 6


def hardswish_backward(grad_output, input):
    return grad_output * torch.clamp(input + 3, 0, 6) / 6
