import torch
import torch.nn as nn


class SoftTargetCrossEntropy(nn.Module):
    def forward(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        return torch.sum(-target * (x - x.logsumexp(1, keepdim=True)), dim=1)


def cross_entropy_with_probabilities(input, target, weight=None, label_smoothing=0.0, reduction="mean"):
    loss = SoftTargetCrossEntropy()(input, target)
    return loss.mean() if reduction == "mean" else loss.sum() if reduction == "sum" else loss


def cross_entropy_with_probabilities_backward(grad_output, input, target, weight=None, label_smoothing=0.0, reduction="mean"):
    grad = input.softmax(1) - target
    if reduction == "mean":
        grad = grad / (input.numel() / input.shape[1])
    return grad * (grad_output.unsqueeze(1) if reduction == "none" else grad_output)
