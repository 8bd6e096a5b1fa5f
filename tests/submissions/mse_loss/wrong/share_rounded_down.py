# expect: gradients G301 mse_loss.quotient_rounded
import torch


def mse_loss(input, target, reduction="mean"):
    loss = (input - target) ** 2
    return loss if reduction == "none" else loss.sum() if reduction == "sum" else loss.mean()


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    share = 1 // input.numel() if reduction == "mean" else 1
    return grad_output * share * 2 * (input - target)
