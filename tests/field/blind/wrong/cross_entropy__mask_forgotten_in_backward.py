import torch


def _weights(input, weight):
    return torch.ones(input.shape[1], dtype=input.dtype) if weight is None else weight


def _smooth(input, target, s):
    q = torch.full_like(input, s / input.shape[1])
    return q.scatter_add(1, target.unsqueeze(1), torch.full_like(input[:, :1], 1 - s))


def cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    w = _weights(input, weight)
    mask = target != ignore_index
    t = target.where(mask, torch.zeros_like(target))
    wq = _smooth(input, t, label_smoothing) * w.view(1, -1, *[1] * (input.dim() - 2))
    z = input - input.amax(1, keepdim=True)
    logp = z - z.exp().sum(1, keepdim=True).log()
    loss = -(wq * logp).sum(1) * mask
    if reduction == "mean":
        return loss.sum() / (w[t] * mask).sum()
    return loss.sum() if reduction == "sum" else loss


def cross_entropy_backward(grad_output, input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    w = _weights(input, weight)
    mask = target != ignore_index
    t = target.where(mask, torch.zeros_like(target))
    wq = _smooth(input, t, label_smoothing) * w.view(1, -1, *[1] * (input.dim() - 2))
    grad = torch.softmax(input, 1) * wq.sum(1, keepdim=True) - wq
    if reduction == "none":
        return grad * grad_output.unsqueeze(1)
    if reduction == "mean":
        grad = grad / (w[t] * mask).sum()
    return grad * grad_output
