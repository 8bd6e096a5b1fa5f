import torch


def hardswish(input):
    x = input
    middle = (x >= -3) & (x <= 3)
    m = x.masked_fill(~middle, 0.0)
    out = torch.where(middle, m * (m + 3) / 6, torch.zeros_like(x))
    return torch.where(x > 3, x, out)


def hardswish_backward(grad_output, input):
    out = torch.zeros_like(grad_output)
    middle = (input > -3) & (input < 3)
    out[middle] = grad_output[middle] * (input[middle] / 3 + 0.5)
    right = input >= 3
    out[right] = grad_output[right]
    return out
