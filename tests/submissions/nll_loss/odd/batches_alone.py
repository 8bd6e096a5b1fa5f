import torch


def picked(input, target, weight, ignore_index):
    n, c, *rest = input.shape  # as the text says: (N, C) or (N, C, d1, ...)
    weight = input.new_ones(c) if weight is None else weight
    counts = target != ignore_index
    index = target.where(counts, torch.zeros_like(target))
    return index.unsqueeze(1), weight[index] * counts


def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean"):
    index, weights = picked(input, target, weight, ignore_index)
    loss = -weights * input.gather(1, index).squeeze(1)
    if reduction == "none":
        return loss
    return loss.sum() / (weights.sum() if reduction == "mean" else 1)


def nll_loss_backward(grad_output, input, target, weight=None, ignore_index=-100, reduction="mean"):
    index, weights = picked(input, target, weight, ignore_index)
    if reduction == "mean":
        weights = weights / weights.sum()
    return torch.zeros_like(input).scatter(1, index, -(weights * grad_output).unsqueeze(1))
