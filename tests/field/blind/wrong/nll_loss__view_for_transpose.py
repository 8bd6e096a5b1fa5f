import torch


def _take(input, target):
    if input.dim() == 2:
        return input.T.contiguous().view(input.shape)[torch.arange(len(target)), target]
    return input.gather(1, target.unsqueeze(1)).squeeze(1)


def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean"):
    keep = target != ignore_index
    t = torch.where(keep, target, 0)
    w = (input.new_ones(input.shape[1]) if weight is None else weight)[t] * keep
    loss = -w * _take(input, t)
    if reduction == "mean":
        return loss.sum() / w.sum()
    return loss.sum() if reduction == "sum" else loss


def nll_loss_backward(grad_output, input, target, weight=None, ignore_index=-100, reduction="mean"):
    keep = target != ignore_index
    t = torch.where(keep, target, 0)
    w = (input.new_ones(input.shape[1]) if weight is None else weight)[t] * keep
    if reduction == "mean":
        w = w / w.sum()
    return torch.zeros_like(input).scatter(1, t.unsqueeze(1), -(w * grad_output).unsqueeze(1))
