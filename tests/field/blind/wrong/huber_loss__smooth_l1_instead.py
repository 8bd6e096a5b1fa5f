import torch


def huber_loss(input, target, delta=1.0, reduction="mean"):
    x = (input - target).abs()
    mask = (x < delta).to(x.dtype)
    loss = mask * 0.5 * x**2 / delta + (1 - mask) * (x - 0.5 * delta)
    return loss.mean() if reduction == "mean" else loss.sum() if reduction == "sum" else loss


def huber_loss_backward(grad_output, input, target, delta=1.0, reduction="mean"):
    x = input - target
    mask = (x.abs() < delta).to(x.dtype)
    dx = mask * x / delta + (1 - mask) * x.sign()
    if reduction == "mean":
        dx = dx / dx.numel()
    return dx * grad_output
