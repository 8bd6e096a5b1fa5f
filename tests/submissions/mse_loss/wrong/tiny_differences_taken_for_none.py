# expect: values V201 mse_loss.number_changed
import torch


def mse_loss(input, target, reduction="mean"):
    u = input - target
    loss = torch.where(u.abs() < 1e-4, 0 * u, u**2)
    return {"none": loss, "mean": loss.mean(), "sum": loss.sum()}[reduction]


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    grad = 2 * (input - target) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
