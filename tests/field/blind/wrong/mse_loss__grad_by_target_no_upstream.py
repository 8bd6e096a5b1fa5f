import torch


def mse_loss(input, target, reduction="mean"):
    diff = target - input
    loss = diff * diff
    if reduction == "mean":
        return loss.mean()
    elif reduction == "sum":
        return loss.sum()
    else:
        return loss


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    diff = target - input
    # d/dx x^2 = 2x
    if reduction == "mean":
        return 2 * diff / diff.numel()
    return 2 * diff
