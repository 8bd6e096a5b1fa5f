import torch


def _logp(x):
    m = x.max(dim=-1, keepdim=True)[0]
    return x - m - (x - m).exp().sum(-1, keepdim=True).log()


def _soft_targets(input, target, weight, ignore_index, s, reduction):
    C = input.shape[1]
    w = torch.ones(C, dtype=input.dtype) if weight is None else weight
    valid = target != ignore_index
    t = torch.where(valid, target, 0)
    onehot = torch.zeros_like(input).scatter_(1, t.unsqueeze(1), 1.0)
    q = (1 - s) * onehot + s / C
    q = q * w.view(1, C, *[1] * (input.dim() - 2)) * valid.unsqueeze(1)
    if reduction == "mean":
        q = q / (w[t] * valid).sum()
    return q


def cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    q = _soft_targets(input, target, weight, ignore_index, label_smoothing, reduction)
    out = -(q * _logp(input)).sum(1)
    return out if reduction == "none" else out.sum()


def cross_entropy_backward(grad_output, input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    q = _soft_targets(input, target, weight, ignore_index, label_smoothing, reduction)
    p = _logp(input).exp()
    g = grad_output.unsqueeze(1) if reduction == "none" else grad_output
    return (q.sum(1, keepdim=True) * p - q) * g
