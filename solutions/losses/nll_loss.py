"""Negative log-likelihood: -w[y] * input[y] for every sample, with y its class."""

import torch


def _shares(input, target, weight, ignore_index, reduction):
    """What every sample counts for, after the reduction, beside an index that is safe to gather
    at.
    """
    counted = target != ignore_index
    index = torch.where(counted, target, 0)
    weights = input.new_ones(input.shape[min(1, input.ndim - 1)]) if weight is None else weight
    share = torch.where(counted, weights[index], 0.0)
    return (share / share.sum() if reduction == "mean" else share), index


def _dim(input):
    return min(1, input.ndim - 1)  # classes lie along dimension 1, or are all there is


def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean"):
    share, index = _shares(input, target, weight, ignore_index, reduction)
    loss = -share * input.gather(_dim(input), index.unsqueeze(_dim(input))).squeeze(_dim(input))
    return loss if reduction == "none" else loss.sum()


def nll_loss_backward(grad_output, input, target, weight=None, ignore_index=-100, reduction="mean"):
    share, index = _shares(input, target, weight, ignore_index, reduction)
    # Only the entry of the right class takes part: -share there, 0 everywhere else.
    source = (-share * grad_output).unsqueeze(_dim(input))
    return torch.zeros_like(input).scatter(_dim(input), index.unsqueeze(_dim(input)), source)
