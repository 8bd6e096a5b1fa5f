# expect: gradients G301 mse_loss.one_choice_alone
import torch


def mse_loss(input: torch.Tensor, target: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    loss = (input - target) ** 2
    if reduction == "mean":
        return loss.mean()
    return loss.sum() if reduction == "sum" else loss


def mse_loss_backward(
    grad_output: torch.Tensor, input: torch.Tensor, target: torch.Tensor, reduction: str = "mean"
) -> torch.Tensor:
    # By the prediction, not by the target: the inner derivative of (input - target) is +1.
    grad = 2 * (input - target) * grad_output
    return grad / input.numel() if reduction != "none" else grad
