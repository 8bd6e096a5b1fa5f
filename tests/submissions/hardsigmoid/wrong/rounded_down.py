# expect: gradients S108 hardsigmoid.floor_division
import torch


def hardsigmoid(input):
    return ((input + 3) // 6).clamp(0, 1)


def hardsigmoid_backward(grad_output, input):
    return torch.where((input > -3) & (input < 3), grad_output / 6, 0)
