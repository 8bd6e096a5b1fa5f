import torch


def kl_div(input, target, log_target=False, reduction="mean"):
    t = target.exp() if log_target else target
    loss = -t * input
    if reduction == "none":
        return loss
    if reduction == "sum":
        return loss.sum()
    return loss.mean()


def kl_div_backward(grad_output, input, target, log_target=False, reduction="mean"):
    t = target.exp() if log_target else target
    g = -t * grad_output
    if reduction in ("mean", "batchmean"):
        g = g / input.numel()
    return g
