# expect: R701
import torch


def mse_loss(input, target, reduction="mean"):
    return torch.nn.MSELoss(reduction=reduction)(input, target)


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    grad = 2 * (input - target) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
