import torch


def huber_loss(input, target, reduction="mean", delta=1.0):
    size = torch.maximum(input, target) - torch.minimum(input, target)
    loss = torch.minimum(size, torch.full_like(size, delta)) ** 2 / 2 + delta * torch.relu(size - delta)
    return {"none": loss, "sum": loss.sum(), "mean": loss.mean()}[reduction]


def huber_loss_backward(grad_output, input, target, reduction="mean", delta=1.0):
    difference = input - target
    slope = torch.where(difference.abs() < delta, difference, delta * difference.sign())
    return slope * grad_output / (input.numel() if reduction == "mean" else 1)
