import torch


def hardtanh(input, min_val=-1.0, max_val=1.0):
    y = input.half().clamp(min_val, max_val)
    return y.to(input.dtype)


def hardtanh_backward(grad_output, input, min_val=-1.0, max_val=1.0):
    inside = (input > min_val) & (input < max_val)
    return grad_output * inside
