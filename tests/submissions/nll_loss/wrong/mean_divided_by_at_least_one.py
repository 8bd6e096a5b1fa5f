# expect: values V201 nll_loss.limited_too_much
import torch


def terms(input, target, weight, ignore_index, reduction):
    counted = target != ignore_index
    index = torch.where(counted, target, 0)
    w = torch.ones_like(input[0, :, *[0] * (input.ndim - 2)]) if weight is None else weight
    w = torch.where(counted, w[index], 0)
    return index, w / w.sum().clamp(min=1) if reduction == "mean" else w


def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean"):
    index, w = terms(input, target, weight, ignore_index, reduction)
    loss = -w * input.gather(1, index.unsqueeze(1)).squeeze(1)
    return loss if reduction == "none" else loss.sum()


def nll_loss_backward(grad_output, input, target, weight=None, ignore_index=-100, reduction="mean"):
    index, w = terms(input, target, weight, ignore_index, reduction)
    return torch.zeros_like(input).scatter(1, index.unsqueeze(1), (-w * grad_output).unsqueeze(1))
