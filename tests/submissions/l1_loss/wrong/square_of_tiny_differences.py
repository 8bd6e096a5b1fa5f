# expect: values V201 l1_loss.exponent_extra
import torch


def l1_loss(input, target, reduction="mean"):
    u = (input - target).abs()
    loss = torch.where(u < 1e-4, u**2, u)
    return {"none": loss, "mean": loss.mean(), "sum": loss.sum()}[reduction]


def l1_loss_backward(grad_output, input, target, reduction="mean"):
    grad = torch.sign(input - target) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
