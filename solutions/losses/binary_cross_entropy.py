import torch


def reduced(loss: torch.Tensor, reduction: str) -> torch.Tensor:
    if reduction == "mean":
        return loss.mean()
    return loss.sum() if reduction == "sum" else loss


def binary_cross_entropy(input: torch.Tensor, target: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    return reduced(-(target * torch.log(input) + (1 - target) * torch.log1p(-input)), reduction)


def binary_cross_entropy_backward(
    grad_output: torch.Tensor, input: torch.Tensor, target: torch.Tensor, reduction: str = "mean"
) -> torch.Tensor:
    grad = (input - target) / (input * (1 - input)) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
