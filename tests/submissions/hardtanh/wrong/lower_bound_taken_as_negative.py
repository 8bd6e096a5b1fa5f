# expect: values V201 hardtanh.piece_other
import torch


def hardtanh(input, min_val=-1.0, max_val=1.0):
    return torch.where(input < -abs(min_val), min_val, torch.where(input > max_val, max_val, input))


def hardtanh_backward(grad_output, input, min_val=-1.0, max_val=1.0):
    return torch.where((input > min_val) & (input < max_val), grad_output, 0)
