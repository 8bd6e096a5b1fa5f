import torch


def reduced(loss: torch.Tensor, reduction: str) -> torch.Tensor:
    if reduction == "mean":
        return loss.mean()
    return loss.sum() if reduction == "sum" else loss


def smooth_l1_loss(
    input: torch.Tensor, target: torch.Tensor, reduction: str = "mean", beta: float = 1.0
) -> torch.Tensor:
    u = (input - target).abs()
    # Beyond beta the parabola is not used: bounded, it cannot overflow there, nor its gradient.
    inside = u.clamp(max=beta)
    return reduced(torch.where(u < beta, inside**2 / (2 * beta), u - beta / 2), reduction)


def smooth_l1_loss_backward(
    grad_output: torch.Tensor, input: torch.Tensor, target: torch.Tensor, reduction: str = "mean", beta: float = 1.0
) -> torch.Tensor:
    u = input - target
    grad = torch.where(u.abs() < beta, u / beta, torch.sign(u)) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
