import torch


def mse_loss(input, target, reduction="mean"):
    squared = (input - target) ** 2
    if reduction == "none":
        return squared
    total = squared.sum()
    if reduction == "sum":
        return total
    batch = input.shape[0] if input.dim() > 0 else 1
    return total / batch


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    g = 2 * (input - target) * grad_output
    if reduction == "mean":
        g = g / (input.shape[0] if input.dim() > 0 else 1)
    return g
