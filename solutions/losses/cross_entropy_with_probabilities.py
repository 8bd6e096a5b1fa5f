"""Cross entropy of probabilities: -sum_c w_c q_c log_softmax(x)_c, with q the smoothed target."""


def _dim(input):
    return min(1, input.ndim - 1)  # classes lie along dimension 1, or are all there is


def _log_softmax(input):
    # a constant added to all scores changes nothing
    shifted = input - input.amax(_dim(input), keepdim=True)
    return shifted - shifted.exp().sum(_dim(input), keepdim=True).log()


def _weighted(input, target, weight, label_smoothing):
    dim, classes = _dim(input), input.shape[_dim(input)]
    smoothed = (1 - label_smoothing) * target + label_smoothing / classes
    if weight is None:
        return smoothed
    return smoothed * weight.reshape((1,) * dim + (classes,) + (1,) * (input.ndim - dim - 1))


def _divisor(input, reduction):
    return input.numel() / input.shape[_dim(input)] if reduction == "mean" else 1


def cross_entropy_with_probabilities(input, target, weight=None, label_smoothing=0.0, reduction="mean"):
    loss = -(_weighted(input, target, weight, label_smoothing) * _log_softmax(input)).sum(_dim(input))
    return loss if reduction == "none" else loss.sum() / _divisor(input, reduction)


def cross_entropy_with_probabilities_backward(
    grad_output, input, target, weight=None, label_smoothing=0.0, reduction="mean"
):
    dim, weighted = _dim(input), _weighted(input, target, weight, label_smoothing)
    gradient = weighted.sum(dim, keepdim=True) * _log_softmax(input).exp() - weighted
    return gradient * (grad_output.unsqueeze(dim) if reduction == "none" else grad_output) / _divisor(input, reduction)
