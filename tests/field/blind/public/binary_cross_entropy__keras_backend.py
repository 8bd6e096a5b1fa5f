import torch

_EPSILON = 1e-7


def epsilon():
    return _EPSILON


def binary_cross_entropy(input, target, reduction="mean"):
    output = torch.clamp(input, epsilon(), 1.0 - epsilon())
    bce = target * torch.log(output + epsilon())
    bce = bce + (1 - target) * torch.log(1 - output + epsilon())
    bce = -bce
    return bce.mean() if reduction == "mean" else bce.sum() if reduction == "sum" else bce


def binary_cross_entropy_backward(grad_output, input, target, reduction="mean"):
    output = torch.clamp(input, epsilon(), 1.0 - epsilon())
    grad = (output - target) / (output * (1 - output) + epsilon())
    if reduction == "mean":
        grad = grad / output.numel()
    return grad * grad_output
