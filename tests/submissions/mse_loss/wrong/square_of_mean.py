# expect: values V201 - observed.some_calls
import torch


def mse_loss(input, target, reduction="mean"):
    return reduced(input - target, reduction) ** 2


def reduced(loss, reduction):
    return loss.mean() if reduction == "mean" else loss.sum() if reduction == "sum" else loss


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    grad = 2 * (input - target) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
