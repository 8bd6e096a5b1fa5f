import torch


def binary_cross_entropy_with_logits(input, target, reduction="mean"):
    p = torch.sigmoid(input)
    loss = -(target * torch.log(p + 1e-8) + (1 - target) * torch.log(1 - p + 1e-8))
    if reduction == "mean":
        return loss.mean()
    elif reduction == "sum":
        return loss.sum()
    return loss


def binary_cross_entropy_with_logits_backward(grad_output, input, target, reduction="mean"):
    p = torch.sigmoid(input)
    g = (p - target) * grad_output
    return g / input.numel() if reduction == "mean" else g
