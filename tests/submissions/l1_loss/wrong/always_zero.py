# expect: values V201 l1_loss.name_other
import torch


def reduced(loss: torch.Tensor, reduction: str) -> torch.Tensor:
    if reduction == "mean":
        return loss.mean()
    return loss.sum() if reduction == "sum" else loss


def l1_loss(input: torch.Tensor, target: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    return reduced((input - input).abs(), reduction)


def l1_loss_backward(
    grad_output: torch.Tensor, input: torch.Tensor, target: torch.Tensor, reduction: str = "mean"
) -> torch.Tensor:
    grad = torch.sign(input - target) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
