import torch


def smooth_l1_loss(input, target, beta=1.0, reduction="mean"):
    n = torch.abs(input - target)
    loss = torch.where(n < beta, 0.5 * n**2, n - 0.5 * beta)
    if reduction == "none":
        return loss
    return getattr(loss, reduction)()


def smooth_l1_loss_backward(grad_output, input, target, beta=1.0, reduction="mean"):
    diff = input - target
    n = torch.abs(diff)
    grad = torch.where(n < beta, diff, torch.sign(diff))
    if reduction == "mean":
        grad = grad / n.numel()
    return grad * grad_output
