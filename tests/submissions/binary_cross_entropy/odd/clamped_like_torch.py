import torch


def binary_cross_entropy(input, target, reduction="mean"):
    p, t = input, target
    loss = -(t * torch.log(p).clamp_min(-100) + (1 - t) * torch.log1p(-p).clamp_min(-100))
    return {"none": loss, "mean": loss.mean(), "sum": loss.sum()}[reduction]


def binary_cross_entropy_backward(grad_output, input, target, reduction="mean"):
    grad = (input - target) / (input * (1 - input)).clamp_min(1e-12) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
