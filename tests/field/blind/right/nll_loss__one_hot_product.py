import torch


def _weights(input, target, weight, ignore_index):
    classes = torch.arange(input.shape[1]).reshape(1, -1, *[1] * (input.ndim - 2))
    hot = (target.unsqueeze(1) == classes) & (target.unsqueeze(1) != ignore_index)
    hot = hot.to(input.dtype)
    if weight is not None:
        hot = hot * weight.reshape(classes.shape)
    return hot


def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean"):
    hot = _weights(input, target, weight, ignore_index)
    each = -(hot * input).sum(1)
    if reduction == "none":
        return each
    return each.sum() if reduction == "sum" else each.sum() / hot.sum()


def nll_loss_backward(grad_output, input, target, weight=None, ignore_index=-100, reduction="mean"):
    hot = _weights(input, target, weight, ignore_index)
    if reduction == "none":
        return -hot * grad_output.unsqueeze(1)
    if reduction == "sum":
        return -hot * grad_output
    return -hot * grad_output / hot.sum()
