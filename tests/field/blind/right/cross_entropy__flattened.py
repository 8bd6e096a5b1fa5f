import torch


def _flat(input):
    return input.movedim(1, -1).reshape(-1, input.shape[1])


def _pieces(input, target, weight, ignore_index, s):
    rows, t = _flat(input), target.reshape(-1)
    n_classes = rows.shape[1]
    w = torch.ones(n_classes, dtype=rows.dtype) if weight is None else weight
    live = (t != ignore_index).to(rows.dtype)
    t = torch.where(t == ignore_index, 0, t)
    q = torch.full_like(rows, s / n_classes)
    q[torch.arange(len(t)), t] += 1 - s
    logp = rows - rows.logsumexp(1, keepdim=True)
    return q * w * live[:, None], logp, (w[t] * live).sum()


def cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    q, logp, total = _pieces(input, target, weight, ignore_index, label_smoothing)
    rows = -(q * logp).sum(1)
    if reduction == "none":
        return rows.reshape(target.shape)
    return rows.sum() / (total if reduction == "mean" else 1)


def cross_entropy_backward(grad_output, input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    q, logp, total = _pieces(input, target, weight, ignore_index, label_smoothing)
    d = logp.exp() * q.sum(1, keepdim=True) - q
    d = d * (grad_output.reshape(-1, 1) if reduction == "none" else grad_output)
    if reduction == "mean":
        d = d / total
    shape = input.movedim(1, -1).shape
    return d.reshape(shape).movedim(-1, 1)
