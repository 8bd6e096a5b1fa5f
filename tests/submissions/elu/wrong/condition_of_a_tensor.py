# expect: values S108 elu.condition_of_tensor
import torch


def elu(input, alpha=1.0):
    return input if input > 0 else alpha * torch.expm1(input)


def elu_backward(grad_output, input, alpha=1.0):
    return grad_output * torch.where(input > 0, torch.ones_like(input), alpha * torch.exp(input))
