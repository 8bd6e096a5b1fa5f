"""Kullback-Leibler divergence: target * (log target - input), for an input of log-probabilities."""

import torch


def _divisor(input, reduction):
    return {"none": 1, "sum": 1, "mean": input.numel(), "batchmean": input.shape[0] if input.ndim else 1}[reduction]


def kl_div(input, target, log_target=False, reduction="mean"):
    # xlogy(0, 0) is 0, as a target of 0 asks.
    loss = target.exp() * (target - input) if log_target else torch.xlogy(target, target) - target * input
    return loss if reduction == "none" else loss.sum() / _divisor(input, reduction)


def kl_div_backward(grad_output, input, target, log_target=False, reduction="mean"):
    weight = target.exp() if log_target else target
    return -weight * grad_output / _divisor(input, reduction)
