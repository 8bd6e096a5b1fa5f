import torch
import torch.nn.functional as F


def _softplus(z):
    return torch.logaddexp(z, torch.zeros_like(z))


def binary_cross_entropy_with_logits(input, target, reduction="mean"):
    loss = target * _softplus(-input) + (1 - target) * _softplus(input)
    return dict(none=lambda: loss, sum=lambda: loss.sum(), mean=lambda: loss.mean())[reduction]()


def binary_cross_entropy_with_logits_backward(grad_output, input, target, reduction="mean"):
    p = torch.sigmoid(input)
    g = grad_output * (p - target)
    return g if reduction != "mean" else g / g.numel()
