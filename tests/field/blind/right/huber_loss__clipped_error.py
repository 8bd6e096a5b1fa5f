import torch


def huber_loss(input, target, delta=1.0, reduction="mean"):
    r = input - target
    c = r.clamp(-delta, delta)          # the slope
    loss = c * (r - 0.5 * c)
    return loss if reduction == "none" else getattr(torch, reduction)(loss)


def huber_loss_backward(grad_output, input, target, delta=1.0, reduction="mean"):
    slope = (input - target).clamp(-delta, delta)
    if reduction == "mean":
        slope = slope / slope.numel()
    return slope * grad_output
