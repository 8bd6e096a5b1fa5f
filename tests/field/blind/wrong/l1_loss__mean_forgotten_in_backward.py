import torch


def l1_loss(input: torch.Tensor, target: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    d = torch.abs(input - target)
    if reduction == "none":
        return d
    return d.mean() if reduction == "mean" else d.sum()


def l1_loss_backward(grad_output, input, target, reduction: str = "mean") -> torch.Tensor:
    sign = torch.where(input > target, torch.ones_like(input), -torch.ones_like(input))
    return sign * grad_output
