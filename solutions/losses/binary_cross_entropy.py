import torch


def reduced(loss: torch.Tensor, reduction: str) -> torch.Tensor:
    if reduction == "mean":
        return loss.mean()
    return loss.sum() if reduction == "sum" else loss


def binary_cross_entropy(input: torch.Tensor, target: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    log_p, log_q = torch.log(input).clamp(min=-100), torch.log1p(-input).clamp(min=-100)
    return reduced(-(target * log_p + (1 - target) * log_q), reduction)


def binary_cross_entropy_backward(
    grad_output: torch.Tensor, input: torch.Tensor, target: torch.Tensor, reduction: str = "mean"
) -> torch.Tensor:
    grad = (input - target) / (input * (1 - input)) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
