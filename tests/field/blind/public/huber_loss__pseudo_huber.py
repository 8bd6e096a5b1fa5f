import torch


def huber_loss(input, target, delta=1.0, reduction="mean"):
    t = (input - target) / delta
    loss = delta**2 * (torch.sqrt(1 + t * t) - 1)
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    return loss


def huber_loss_backward(grad_output, input, target, delta=1.0, reduction="mean"):
    t = (input - target) / delta
    g = t / torch.sqrt(1 + t * t)
    return grad_output * g / (t.numel() if reduction == "mean" else 1)
