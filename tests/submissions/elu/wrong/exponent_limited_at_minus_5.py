# expect: values V201 elu.limited_too_much
import torch


def elu(input, alpha=1.0):
    return torch.where(input > 0, input, alpha * torch.expm1(torch.clamp(input, min=-5, max=0)))


def elu_backward(grad_output, input, alpha=1.0):
    return grad_output * torch.where(input > 0, 1.0, alpha * torch.exp(input.clamp(max=0)))
