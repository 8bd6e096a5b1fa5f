import torch


def targets(input, target, weight, ignore_index, reduction):
    dim = min(1, input.ndim - 1)
    classes = torch.arange(input.shape[dim]).reshape((-1,) + (1,) * (input.ndim - dim - 1))
    hot = (target.unsqueeze(dim) == classes) & (target != ignore_index).unsqueeze(dim)
    shape = (-1,) + (1,) * (input.ndim - dim - 1)
    w = hot.to(input.dtype) if weight is None else hot * weight.reshape(shape)
    return w / w.sum() if reduction == "mean" else w


def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean"):
    loss = -(targets(input, target, weight, ignore_index, reduction) * input).sum(min(1, input.ndim - 1))
    return loss if reduction == "none" else loss.sum()


def nll_loss_backward(grad_output, input, target, weight=None, ignore_index=-100, reduction="mean"):
    g = grad_output.unsqueeze(min(1, input.ndim - 1)) if reduction == "none" else grad_output
    return -g * targets(input, target, weight, ignore_index, reduction)
