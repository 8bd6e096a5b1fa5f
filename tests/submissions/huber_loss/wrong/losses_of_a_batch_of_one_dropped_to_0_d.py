# expect: contract C401 -
import torch


def huber_loss(input, target, reduction="mean", delta=1.0):
    u = (input - target).abs()
    inside = u.clamp(max=delta)
    loss = torch.where(u < delta, inside**2 / 2, delta * (u - delta / 2)).squeeze()
    return {"none": loss, "mean": loss.mean(), "sum": loss.sum()}[reduction]


def huber_loss_backward(grad_output, input, target, reduction="mean", delta=1.0):
    grad = (input - target).clamp(-delta, delta) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
