import torch


def smooth_one_hot(target, like, smoothing):
    n_classes = like.size(1)
    with torch.no_grad():
        dist = torch.full_like(like, smoothing / max(n_classes - 1, 1))
        dist.scatter_(1, target.unsqueeze(1), 1.0 - smoothing)
    return dist


def _prepare(input, target, weight, ignore_index, label_smoothing):
    if weight is None:
        weight = torch.ones(input.size(1), dtype=input.dtype)
    keep = target != ignore_index
    clean = target.clone()
    clean[~keep] = 0
    dist = smooth_one_hot(clean, input, label_smoothing)
    shape = [1, -1] + [1] * (input.dim() - 2)
    dist = dist * weight.reshape(shape) * keep.unsqueeze(1).to(input.dtype)
    denom = (weight[clean] * keep.to(input.dtype)).sum()
    return dist, denom


def _log_softmax(x):
    x = x - x.amax(1, keepdim=True)
    return x - x.exp().sum(1, keepdim=True).log()


def cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    dist, denom = _prepare(input, target, weight, ignore_index, label_smoothing)
    loss = -(dist * _log_softmax(input)).sum(1)
    if reduction == "mean":
        return loss.sum() / denom
    return loss.sum() if reduction == "sum" else loss


def cross_entropy_backward(grad_output, input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    dist, denom = _prepare(input, target, weight, ignore_index, label_smoothing)
    p = _log_softmax(input).exp()
    grad = p * dist.sum(1, keepdim=True) - dist
    if reduction == "none":
        return grad * grad_output.unsqueeze(1)
    return grad * grad_output / (denom if reduction == "mean" else 1)
