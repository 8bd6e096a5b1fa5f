# expect: gradients G301 mse_loss.gradient_always_divided
import torch


def mse_loss(input, target, reduction="mean"):
    loss = (input - target) ** 2
    return loss if reduction == "none" else loss.sum() if reduction == "sum" else loss.mean()


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    return grad_output * 2 * (input - target) / input.numel()
