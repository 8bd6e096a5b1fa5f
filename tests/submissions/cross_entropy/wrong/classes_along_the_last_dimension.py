# expect: values V201 cross_entropy.name_other
import torch


def log_probabilities(scores, axis):
    shifted = scores - scores.amax(axis, keepdim=True)
    return shifted - shifted.exp().sum(axis, keepdim=True).log()


def prepared(input, target, weight, ignore_index, label_smoothing):
    axis = min(1, input.ndim - 1)
    kept = target != ignore_index
    known = torch.where(kept, target, 0)
    weights = torch.ones(input.shape[axis], dtype=input.dtype) if weight is None else weight
    wanted = torch.zeros_like(input).scatter(axis, known.unsqueeze(axis), 1.0)
    wanted = (1 - label_smoothing) * wanted + label_smoothing / input.shape[axis]
    shape = [1] * input.ndim
    shape[axis] = -1
    wanted = wanted * weights.reshape(shape) * kept.unsqueeze(axis)
    return axis, wanted, (weights[known] * kept).sum()


def cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    axis, wanted, total = prepared(input, target, weight, ignore_index, label_smoothing)
    loss = -(wanted * log_probabilities(input, -1)).sum(axis)
    if reduction == "none":
        return loss
    return loss.sum() / total if reduction == "mean" else loss.sum()


def cross_entropy_backward(
    grad_output, input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"
):
    axis, wanted, total = prepared(input, target, weight, ignore_index, label_smoothing)
    p = log_probabilities(input, -1).exp()
    slope = p * wanted.sum(axis, keepdim=True) - wanted
    if reduction == "none":
        return slope * grad_output.unsqueeze(axis)
    return slope * grad_output / total if reduction == "mean" else slope * grad_output
