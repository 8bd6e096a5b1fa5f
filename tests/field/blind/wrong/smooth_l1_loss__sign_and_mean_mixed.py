import torch


def smooth_l1_loss(input, target, beta=1.0, reduction="mean"):
    diff = (target - input).abs()
    values = []
    for d in diff.reshape(-1):
        values.append(0.5 * d * d / beta if d < beta else d - 0.5)
    loss = torch.stack(values).reshape(diff.shape) if values else diff
    if reduction == "mean":
        return loss.mean()
    return loss.sum() if reduction == "sum" else loss


def smooth_l1_loss_backward(grad_output, input, target, beta=1.0, reduction="mean"):
    diff = target - input
    grad = torch.where(diff.abs() < beta, diff / beta, torch.sign(diff))
    if reduction == "mean":
        grad = grad / diff.numel()
    return grad * grad_output
