import torch


def reduced(loss: torch.Tensor, reduction: str) -> torch.Tensor:
    if reduction == "mean":
        return loss.mean()
    return loss.sum() if reduction == "sum" else loss


def binary_cross_entropy_with_logits(
    input: torch.Tensor, target: torch.Tensor, reduction: str = "mean"
) -> torch.Tensor:
    # Both parts of max(x, 0) + log(1 + e^-|x|) are chosen by where, so that the slope at 0 is 1/2.
    left = torch.where(input < 0, input, -input)
    loss = torch.where(input < 0, 0, input) - target * input + torch.log1p(torch.exp(left))
    return reduced(loss, reduction)


def binary_cross_entropy_with_logits_backward(
    grad_output: torch.Tensor, input: torch.Tensor, target: torch.Tensor, reduction: str = "mean"
) -> torch.Tensor:
    grad = (torch.sigmoid(input) - target) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
