import torch


def gelu(x):
    return 0.5 * x * (1 + torch.tanh(0.7978 * x.clamp(-50, 50) * (1 + 0.0447 * x.clamp(-50, 50) ** 2)))


def gelu_backward(grad_output, x):
    xc = x.clamp(-50, 50)
    tanh_out = torch.tanh(0.7978 * xc * (1 + 0.0447 * xc * xc))
    ff = 0.5 * xc * ((1 - tanh_out * tanh_out) * (0.7978 + 0.1070 * xc * xc)) + 0.5 * (1 + tanh_out)
    return ff * grad_output
