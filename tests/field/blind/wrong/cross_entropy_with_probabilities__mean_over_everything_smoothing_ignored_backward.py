import torch


def cross_entropy_with_probabilities(input, target, weight=None, label_smoothing=0.0, reduction="mean"):
    C = input.shape[1]
    t = (1 - label_smoothing) * target + label_smoothing / C
    w = 1.0 if weight is None else weight.reshape([C] + [1] * (input.dim() - 2))
    losses = -t * w * (input - torch.logsumexp(input, 1, True))
    if reduction == "mean":
        return losses.mean()
    losses = losses.sum(1)
    return losses.sum() if reduction == "sum" else losses


def cross_entropy_with_probabilities_backward(grad_output, input, target, weight=None, label_smoothing=0.0, reduction="mean"):
    C = input.shape[1]
    w = 1.0 if weight is None else weight.reshape([C] + [1] * (input.dim() - 2))
    tw = target * w
    p = (input - torch.logsumexp(input, 1, True)).exp()
    g = p * tw.sum(1, keepdim=True) - tw
    if reduction == "mean":
        return g * grad_output / input.numel()
    return g * (grad_output.unsqueeze(1) if reduction == "none" else grad_output)
