import torch


def reduced(loss: torch.Tensor, reduction: str) -> torch.Tensor:
    if reduction == "mean":
        return loss.mean()
    return loss.sum() if reduction == "sum" else loss


def huber_loss(input: torch.Tensor, target: torch.Tensor, reduction: str = "mean", delta: float = 1.0) -> torch.Tensor:
    u = (input - target).abs()
    # Beyond delta the parabola is not used: bounded, it cannot overflow there, nor its gradient.
    inside = u.clamp(max=delta)
    return reduced(torch.where(u < delta, inside**2 / 2, delta * (u - delta / 2)), reduction)


def huber_loss_backward(
    grad_output: torch.Tensor, input: torch.Tensor, target: torch.Tensor, reduction: str = "mean", delta: float = 1.0
) -> torch.Tensor:
    u = input - target
    grad = torch.where(u.abs() < delta, u, delta * torch.sign(u)) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
