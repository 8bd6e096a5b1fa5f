# expect: gradients G301 mse_loss.gradient_always_divided
import math

import torch


def _reduce(loss, reduction):
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    return loss



def mse_loss(input, target, reduction="mean"):
    return _reduce((input - target) ** 2, reduction)


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    return grad_output * 2 * (input - target) / input.numel()
