import torch


def smooth_l1_loss(input, target, beta=1.0, reduction="mean"):
    beta = 1.0 / 9
    n = torch.abs(input - target)
    cond = n < beta
    loss = torch.where(cond, 0.5 * n**2 / beta, n - 0.5 * beta)
    if reduction == "mean":
        return loss.sum() / (n.shape[0] if n.dim() else 1)
    return loss.sum() if reduction == "sum" else loss


def smooth_l1_loss_backward(grad_output, input, target, beta=1.0, reduction="mean"):
    beta = 1.0 / 9
    n = input - target
    g = torch.clamp(n / beta, -1, 1) * grad_output
    if reduction == "mean":
        g = g / (n.shape[0] if n.dim() else 1)
    return g
