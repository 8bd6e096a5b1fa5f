import torch

EPS = 1e-4


def binary_cross_entropy(input, target, reduction="mean"):
    p = input.clamp(EPS, 1 - EPS)
    bce = target * p.log() + (1 - target) * (1 - p).log()
    if reduction == "mean":
        return -bce.mean()
    if reduction == "sum":
        return -bce.sum()
    return -bce


def binary_cross_entropy_backward(grad_output, input, target, reduction="mean"):
    p = input.clamp(EPS, 1 - EPS)
    grad = -(target / p + (1 - target) / (1 - p)) * grad_output
    return grad / p.numel() if reduction == "mean" else grad
