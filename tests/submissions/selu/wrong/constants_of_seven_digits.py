# expect: values V201 selu.short_constant
import torch

ALPHA, SCALE = 1.673263, 1.050701


def selu(input):
    below = ALPHA * torch.expm1(input.clamp(max=0))
    return SCALE * torch.where(input > 0, input, below)


def selu_backward(grad_output, input):
    below = ALPHA * torch.exp(input.clamp(max=0))
    return grad_output * SCALE * torch.where(input > 0, torch.ones_like(input), below)
