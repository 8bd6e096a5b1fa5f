import torch


def _setup(input, target, weight, label_smoothing):
    c = input.size(1)
    valid = target >= 0
    idx = target.clamp(min=0)
    hot = torch.nn.functional.one_hot(idx, c).movedim(-1, 1).to(input.dtype)
    q = hot * (1 - label_smoothing) + label_smoothing / c
    if weight is not None:
        q = q * weight.reshape(-1, *([1] * (input.dim() - 2)))
    return q * valid.unsqueeze(1), valid.sum()


def cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    q, n = _setup(input, target, weight, label_smoothing)
    logp = input - input.logsumexp(1, keepdim=True)
    loss = -(q * logp).sum(1)
    if reduction == "mean":
        return loss.sum() / n
    if reduction == "sum":
        return loss.sum()
    return loss


def cross_entropy_backward(grad_output, input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    q, n = _setup(input, target, weight, label_smoothing)
    p = (input - input.logsumexp(1, keepdim=True)).exp()
    dx = q.sum(1, keepdim=True) * p - q
    if reduction == "none":
        return dx * grad_output.unsqueeze(1)
    if reduction == "mean":
        dx = dx / n
    return dx * grad_output
