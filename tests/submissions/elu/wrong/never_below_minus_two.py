# expect: values V201 elu.limited_too_much
import torch


def elu(input, alpha=1.0):
    negative = torch.where(input > 0, 0, input)
    return torch.where(input > 0, input, torch.clamp(alpha * torch.expm1(negative), min=-2.0))


def elu_backward(grad_output, input, alpha=1.0):
    negative = torch.where(input > 0, 0, input)
    return torch.where(input > 0, grad_output, alpha * torch.exp(negative) * grad_output)
