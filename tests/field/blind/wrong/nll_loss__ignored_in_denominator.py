import torch


def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean"):
    if weight is None:
        weight = input.new_ones(input.size(1))
    mask = target.ne(ignore_index)
    idx = torch.where(mask, target, torch.zeros_like(target))
    w = weight[idx]
    losses = torch.where(mask, -w * input.gather(1, idx[:, None]).squeeze(1), torch.zeros_like(w))
    if reduction == "mean":
        return losses.sum() / w.sum()
    return losses.sum() if reduction == "sum" else losses


def nll_loss_backward(grad_output, input, target, weight=None, ignore_index=-100, reduction="mean"):
    if weight is None:
        weight = input.new_ones(input.size(1))
    mask = target.ne(ignore_index)
    idx = torch.where(mask, target, torch.zeros_like(target))
    w = weight[idx]
    g = torch.where(mask, -w, torch.zeros_like(w)) * grad_output
    if reduction == "mean":
        g = g / w.sum()
    out = torch.zeros_like(input)
    out.scatter_(1, idx[:, None], g[:, None])
    return out
