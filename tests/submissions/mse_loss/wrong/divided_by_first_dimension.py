# expect: gradients G301 mse_loss.gradient_over_batch_alone
import torch


def reduced(loss, reduction):
    return loss.mean() if reduction == "mean" else loss.sum() if reduction == "sum" else loss


def mse_loss(input, target, reduction="mean"):
    return reduced((input - target) ** 2, reduction)


def share(grad_output, input, reduction):
    return grad_output / input.numel() if reduction == "mean" else grad_output


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    return 2 * (input - target) * (grad_output / len(input) if reduction == "mean" else grad_output)
