import torch


def _q(target, weight, s):
    C = target.shape[1]
    q = target * (1 - s) + s / C
    return q if weight is None else q * weight.view(1, C, *[1] * (target.dim() - 2))


def cross_entropy_with_probabilities(input, target, weight=None, label_smoothing=0.0, reduction="mean"):
    z = input - input.amax(dim=1, keepdim=True)
    logp = z - z.exp().sum(1, keepdim=True).log()
    q = _q(target, weight, label_smoothing)
    loss = -(q * logp).sum(1)
    if reduction == "mean":
        return loss.sum() / q.sum()
    return loss.sum() if reduction == "sum" else loss


def cross_entropy_with_probabilities_backward(grad_output, input, target, weight=None, label_smoothing=0.0, reduction="mean"):
    z = input - input.amax(dim=1, keepdim=True)
    p = z.exp() / z.exp().sum(1, keepdim=True)
    q = _q(target, weight, label_smoothing)
    grad = p * q.sum(1, keepdim=True) - q
    if reduction == "mean":
        return grad / q.sum() * grad_output
    return grad * (grad_output if reduction == "sum" else grad_output.unsqueeze(1))
