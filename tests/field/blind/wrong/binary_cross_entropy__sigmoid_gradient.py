import torch


def binary_cross_entropy(input: torch.Tensor, target: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    log_p = torch.log(input).clamp(min=-100)
    log_1mp = torch.log1p(-input).clamp(min=-100)
    losses = -(target * log_p + (1 - target) * log_1mp)
    if reduction == "none":
        return losses
    return losses.sum() if reduction == "sum" else losses.mean()


def binary_cross_entropy_backward(grad_output, input, target, reduction: str = "mean") -> torch.Tensor:
    # well known result: prediction minus label
    delta = input - target
    if reduction == "mean":
        delta = delta / delta.numel()
    return grad_output * delta
