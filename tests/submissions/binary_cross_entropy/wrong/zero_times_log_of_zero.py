# expect: values V201 - observed.not_numbers
import torch


def binary_cross_entropy(input, target, reduction="mean"):
    p, t = input, target
    loss = -(t * torch.log(p) + (1 - t) * torch.log1p(-p))
    return {"none": loss, "mean": loss.mean(), "sum": loss.sum()}[reduction]


def binary_cross_entropy_backward(grad_output, input, target, reduction="mean"):
    grad = ((1 - target) / (1 - input) - target / input) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
