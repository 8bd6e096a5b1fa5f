# expect: gradients G301 - observed.digits
import torch

def hardsigmoid(input):
    return (input + 3).clip(0, 6).div(6)

def hardsigmoid_backward(grad_output, input):
    return torch.mul(grad_output, (input.abs() < 3) / 6)
