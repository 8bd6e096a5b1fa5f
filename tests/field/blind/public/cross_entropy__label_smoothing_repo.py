import torch
import torch.nn as nn


class LabelSmoothingCrossEntropy(nn.Module):
    """NLL loss with label smoothing."""

    def __init__(self, smoothing=0.1):
        super().__init__()
        self.smoothing = smoothing
        self.confidence = 1.0 - smoothing

    def forward(self, x, target):
        logprobs = x - torch.logsumexp(x, dim=1, keepdim=True)
        nll_loss = -logprobs.gather(dim=1, index=target.unsqueeze(1)).squeeze(1)
        smooth_loss = -logprobs.mean(dim=1)
        return self.confidence * nll_loss + self.smoothing * smooth_loss


def cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    safe = target.masked_fill(target == ignore_index, 0)
    loss = LabelSmoothingCrossEntropy(label_smoothing)(input, safe)
    if reduction == "mean":
        return loss.mean()
    return loss.sum() if reduction == "sum" else loss


def cross_entropy_backward(grad_output, input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    safe = target.masked_fill(target == ignore_index, 0)
    p = torch.softmax(input, 1)
    q = torch.full_like(p, label_smoothing / p.size(1))
    q.scatter_(1, safe.unsqueeze(1), 1 - label_smoothing + label_smoothing / p.size(1))
    g = p - q
    if reduction == "mean":
        g = g / target.numel()
    return g * (grad_output.unsqueeze(1) if reduction == "none" else grad_output)
