# expect: values V201 - observed.some_calls
import torch


def reduced(loss, reduction):
    return loss.mean() if reduction == "mean" else loss.sum() if reduction == "sum" else loss


def smooth_l1_loss(input, target, beta=1.0, reduction="mean"):
    square = beta * beta
    distance = torch.abs(input - target)
    near = square * distance * distance / 2
    return reduced(torch.where(distance < 1 / square, near, distance - 0.5 / square), reduction)


def smooth_l1_loss_backward(grad_output, input, target, beta=1.0, reduction="mean"):
    square = beta * beta
    difference = input - target
    slope = torch.where(torch.abs(difference) < 1 / square, square * difference, torch.sign(difference))
    return grad_output * (slope / input.numel() if reduction == "mean" else slope)
