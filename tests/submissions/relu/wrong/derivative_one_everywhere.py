# expect: gradients G301 relu.derivative_one_everywhere
import torch


def relu(input):
    return torch.clamp(input, min=0)


def relu_backward(grad_output, input):
    return grad_output * max(0, 1)
