import torch


def smooth_l1_loss(input, target, reduction="mean", beta=1.0):
    size = (input - target).abs() / beta
    near = torch.minimum(size, torch.ones_like(size))
    loss = beta * (near**2 / 2 + (size - near))
    return loss if reduction == "none" else getattr(loss, reduction)()


def smooth_l1_loss_backward(grad_output, input, target, reduction="mean", beta=1.0):
    gradient = ((input - target) / beta).clamp(-1, 1) * grad_output
    return gradient / input.numel() if reduction == "mean" else gradient
