# expect: values V201 smooth_l1_loss.huber_instead
import torch


def reduced(loss, reduction):
    return loss.mean() if reduction == "mean" else loss.sum() if reduction == "sum" else loss


def smooth_l1_loss(input, target, reduction="mean", beta=1.0):
    u = (input - target).abs()
    return reduced(torch.where(u < beta, u.clamp(max=beta) ** 2 / 2, beta * (u - beta / 2)), reduction)


def smooth_l1_loss_backward(grad_output, input, target, reduction="mean", beta=1.0):
    u = input - target
    grad = grad_output * torch.where(u.abs() < beta, u, beta * u.sign())
    return grad / input.numel() if reduction == "mean" else grad
