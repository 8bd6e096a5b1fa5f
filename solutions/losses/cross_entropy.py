"""Cross entropy of class indices: -sum_c w_c q_c log_softmax(x)_c, with q one-hot or smoothed."""

import torch


def _dim(input):
    return min(1, input.ndim - 1)  # classes lie along dimension 1, or are all there is


def _log_softmax(input):
    # a constant added to all scores changes nothing
    shifted = input - input.amax(_dim(input), keepdim=True)
    return shifted - shifted.exp().sum(_dim(input), keepdim=True).log()


def _targets(input, target, weight, ignore_index, label_smoothing, reduction):
    """w_c q_c of every sample and class, times what the sample counts for after the reduction."""
    dim, classes = _dim(input), input.shape[_dim(input)]
    counted = target != ignore_index
    index = torch.where(counted, target, 0)
    weights = input.new_ones(classes) if weight is None else weight
    hot = torch.zeros_like(input).scatter(dim, index.unsqueeze(dim), 1.0)
    probabilities = (1 - label_smoothing) * hot + label_smoothing / classes
    along = (1,) * dim + (classes,) + (1,) * (input.ndim - dim - 1)
    result = torch.where(counted.unsqueeze(dim), probabilities * weights.reshape(along), 0.0)
    if reduction == "mean":
        result = result / torch.where(counted, weights[index], 0.0).sum()
    return result


def cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    targets = _targets(input, target, weight, ignore_index, label_smoothing, reduction)
    loss = -(targets * _log_softmax(input)).sum(_dim(input))
    return loss if reduction == "none" else loss.sum()


def cross_entropy_backward(
    grad_output, input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"
):
    dim = _dim(input)
    targets = _targets(input, target, weight, ignore_index, label_smoothing, reduction)
    # d log_softmax_c / d x_i = delta_ci - softmax_i, weighted by the targets and summed over c.
    gradient = targets.sum(dim, keepdim=True) * _log_softmax(input).exp() - targets
    return gradient * (grad_output.unsqueeze(dim) if reduction == "none" else grad_output)
