import torch


def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean"):
    w = torch.ones_like(input[0].reshape(input.shape[1], -1)[:, 0]) if weight is None else weight
    mask = (target != ignore_index).to(input.dtype)
    t = torch.where(target == ignore_index, 0, target)
    sample_w = w[t] * mask
    l = -sample_w * input.gather(1, t.unsqueeze(1)).squeeze(1)
    if reduction == "none":
        return l
    return l.sum() / sample_w.sum() if reduction == "mean" else l.sum()


def nll_loss_backward(grad_output, input, target, weight=None, ignore_index=-100, reduction="mean"):
    w = torch.ones_like(input[0].reshape(input.shape[1], -1)[:, 0]) if weight is None else weight
    mask = (target != ignore_index).to(input.dtype)
    t = torch.where(target == ignore_index, 0, target)
    g = -w[t] * grad_output
    if reduction == "mean":
        g = g / (w[t] * mask).sum()
    return torch.zeros_like(input).scatter(1, t.unsqueeze(1), g.unsqueeze(1))
