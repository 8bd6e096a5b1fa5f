import torch


def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean"):
    C = input.shape[1]
    w = torch.ones(C, dtype=input.dtype) if weight is None else weight
    keep = target != ignore_index
    safe = target.masked_fill(~keep, 0)
    picked = input.gather(1, safe.unsqueeze(1)).squeeze(1)
    loss = -w[safe] * picked * keep
    if reduction == "none":
        return loss
    if reduction == "sum":
        return loss.sum()
    return loss.sum() / target.numel()


def nll_loss_backward(grad_output, input, target, weight=None, ignore_index=-100, reduction="mean"):
    C = input.shape[1]
    w = torch.ones(C, dtype=input.dtype) if weight is None else weight
    keep = target != ignore_index
    safe = target.masked_fill(~keep, 0)
    coefficient = -w[safe] * keep * grad_output
    if reduction == "mean":
        coefficient = coefficient / target.numel()
    return torch.zeros_like(input).scatter(1, safe.unsqueeze(1), coefficient.unsqueeze(1))
