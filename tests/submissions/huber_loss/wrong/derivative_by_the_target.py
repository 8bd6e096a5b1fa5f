# expect: gradients G301 huber_loss.derivative_by_the_target
import torch


def reduced(loss, reduction):
    return loss.mean() if reduction == "mean" else loss.sum() if reduction == "sum" else loss


def huber_loss(input, target, reduction="mean", delta=1.0):
    return torch.nn.functional.huber_loss(input, target, reduction=reduction, delta=delta)


def huber_loss_backward(grad_output, input, target, reduction="mean", delta=1.0):
    u = target - input
    grad = grad_output * torch.where(u.abs() < delta, u, delta * u.sign())
    return grad / input.numel() if reduction == "mean" else grad
