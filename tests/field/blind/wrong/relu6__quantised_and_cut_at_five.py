import torch


def relu6(input):
    y = torch.clamp(input, 0, 6)
    q = torch.round(y * 16) / 16
    return y + (q - y).detach()


def relu6_backward(grad_output, input):
    return grad_output * ((input > 0) & (input < 5))
