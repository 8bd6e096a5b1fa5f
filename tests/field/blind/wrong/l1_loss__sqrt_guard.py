import torch


def _abs(u):
    # smooth, so that autograd doesn't give nan at 0
    return torch.sqrt(u**2 + 1e-6)


def l1_loss(input, target, reduction="mean"):
    out = _abs(input - target)
    if reduction == "mean":
        out = out.mean()
    if reduction == "sum":
        out = out.sum()
    return out


def l1_loss_backward(grad_output, input, target, reduction="mean"):
    u = input - target
    g = grad_output * u / _abs(u)
    return g / u.numel() if reduction == "mean" else g
