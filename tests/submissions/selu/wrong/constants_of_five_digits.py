# expect: values V201 selu.short_constant
import torch


def selu(input):
    return 1.0507 * torch.where(input > 0, input, 1.6733 * torch.expm1(input.clamp(max=0)))


def selu_backward(grad_output, input):
    inner = torch.where(input > 0, torch.ones_like(input), 1.6733 * torch.exp(input.clamp(max=0)))
    return grad_output * 1.0507 * inner
