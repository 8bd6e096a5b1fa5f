import torch


def _lsm(x):
    return x - torch.logsumexp(x, 1, keepdim=True)


def cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    n_cls = input.shape[1]
    weight = torch.ones(n_cls).to(input) if weight is None else weight
    ok = target != ignore_index
    t = target * ok
    lp = _lsm(input)
    nll = -weight[t] * lp.gather(1, t.unsqueeze(1)).squeeze(1)
    smooth = -(lp * weight.view(-1, *(1,) * (input.ndim - 2))).sum(1)
    loss = ((1 - label_smoothing) * nll + label_smoothing / n_cls * smooth) * ok
    if reduction == "none":
        return loss
    if reduction == "sum":
        return loss.sum()
    return loss.sum() / (weight[t] * ok).sum()


def cross_entropy_backward(grad_output, input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    n_cls = input.shape[1]
    weight = torch.ones(n_cls).to(input) if weight is None else weight
    ok = target != ignore_index
    t = target * ok
    p = _lsm(input).exp()
    onehot = torch.zeros_like(p).scatter(1, t.unsqueeze(1), 1.0)
    q = (1 - label_smoothing) * onehot + label_smoothing / n_cls
    grad = (p - q) * ok.unsqueeze(1)
    if reduction == "mean":
        return grad * grad_output / (weight[t] * ok).sum()
    return grad * (grad_output.unsqueeze(1) if reduction == "none" else grad_output)
