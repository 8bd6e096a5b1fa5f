import torch
import torch.nn.functional as F


def _focal(logits, targets, alpha=0.25, gamma=2.0):
    p = torch.sigmoid(logits)
    ce = F.softplus(logits) - targets * logits
    p_t = p * targets + (1 - p) * (1 - targets)
    loss = ce * ((1 - p_t) ** gamma)
    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)
    return alpha_t * loss


def binary_cross_entropy_with_logits(input, target, reduction="mean"):
    loss = _focal(input, target)
    if reduction == "mean":
        loss = loss.mean()
    elif reduction == "sum":
        loss = loss.sum()
    return loss


def binary_cross_entropy_with_logits_backward(grad_output, input, target, reduction="mean"):
    with torch.enable_grad():
        x = input.detach().requires_grad_()
        y = binary_cross_entropy_with_logits(x, target, reduction)
        (grad,) = torch.autograd.grad(y, x, grad_output)
    return grad
