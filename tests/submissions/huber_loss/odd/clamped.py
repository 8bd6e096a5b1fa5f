import torch


def huber_loss(input, target, reduction="mean", delta=1.0):
    size = (input - target).abs()
    near = torch.clamp(size, max=delta)
    loss = near * near / 2 + delta * (size - near)
    return loss if reduction == "none" else getattr(loss, reduction)()


def huber_loss_backward(grad_output, input, target, reduction="mean", delta=1.0):
    gradient = torch.clamp(input - target, -delta, delta) * grad_output
    return gradient / input.numel() if reduction == "mean" else gradient
