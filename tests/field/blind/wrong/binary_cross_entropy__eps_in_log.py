import torch


def binary_cross_entropy(input, target, reduction="mean"):
    eps = 1e-7
    loss = -(target * torch.log(input + eps) + (1 - target) * torch.log(1 - input + eps))
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    return loss


def binary_cross_entropy_backward(grad_output, input, target, reduction="mean"):
    eps = 1e-7
    grad = -(target / (input + eps) - (1 - target) / (1 - input + eps))
    if reduction == "mean":
        grad = grad / input.numel()
    return grad * grad_output
