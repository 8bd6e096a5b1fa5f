import torch


def mish(input):
    sp = torch.clamp(input, min=0) + torch.log1p(torch.exp(-torch.abs(input)))
    return input * torch.tanh(sp)


def mish_backward(grad_output, input):
    ex = torch.exp(input)
    omega = 4 * (input + 1) + 4 * ex**2 + ex**3 + ex * (4 * input + 6)
    delta = 2 * ex + 2 * ex**2 + 2
    return grad_output * ex * omega / delta**2
