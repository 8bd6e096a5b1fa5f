# expect: values V201 -
import torch


def binary_cross_entropy(input, target, reduction="mean"):
    p, t = input.clamp(1e-7, 1 - 1e-7), target
    loss = -(t * torch.log(p) + (1 - t) * torch.log1p(-p))
    return {"none": loss, "mean": loss.mean(), "sum": loss.sum()}[reduction]


def binary_cross_entropy_backward(grad_output, input, target, reduction="mean"):
    grad = (input - target) / (input * (1 - input)) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
