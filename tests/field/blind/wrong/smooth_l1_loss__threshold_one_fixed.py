import torch


def smooth_l1_loss(input: torch.Tensor, target: torch.Tensor, beta=1.0, reduction: str = "mean") -> torch.Tensor:
    d = (input - target).abs()
    cond = d < 1
    loss = torch.where(cond, 0.5 * d**2 / beta, d - 0.5 * beta)
    if reduction == "mean":
        return torch.mean(loss)
    elif reduction == "sum":
        return torch.sum(loss)
    return loss


def smooth_l1_loss_backward(grad_output, input, target, beta=1.0, reduction: str = "mean"):
    d = input - target
    g = torch.where(d.abs() < 1, d / beta, d.sign())
    scale = 1.0 / d.numel() if reduction == "mean" else 1.0
    return g * grad_output * scale
