import torch


def binary_cross_entropy_with_logits(input, target, reduction="mean"):
    loss = torch.relu(input) - input * target + torch.log1p(torch.exp(-torch.abs(input)))
    return loss if reduction == "none" else getattr(loss, reduction)()


def binary_cross_entropy_with_logits_backward(grad_output, input, target, reduction="mean"):
    gradient = (torch.sigmoid(input) - target) * grad_output
    return gradient / input.numel() if reduction == "mean" else gradient
