# expect: values V201 cross_entropy.condition_extra
import torch


def log_softmax(input):
    shifted = input - input.amax(1, keepdim=True)
    return shifted - shifted.exp().sum(1, keepdim=True).log()


def targets(input, target, weight, ignore_index, label_smoothing, reduction):
    counted, classes = target != ignore_index, input.shape[1]
    index = torch.where(counted, target, 0)
    w = input.new_ones(classes) if weight is None else weight
    hot = torch.zeros_like(input).scatter(1, index.unsqueeze(1), 1.0)
    smoothing = label_smoothing if ignore_index < 0 else 0.0
    q = ((1 - smoothing) * hot + smoothing / classes) * w.reshape(1, -1, *[1] * (input.ndim - 2))
    q = torch.where(counted.unsqueeze(1), q, 0.0)
    return q / torch.where(counted, w[index], 0.0).sum() if reduction == "mean" else q


def cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    loss = -(targets(input, target, weight, ignore_index, label_smoothing, reduction) * log_softmax(input)).sum(1)
    return loss if reduction == "none" else loss.sum()


def cross_entropy_backward(
    grad_output, input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"
):
    q = targets(input, target, weight, ignore_index, label_smoothing, reduction)
    upstream = grad_output.unsqueeze(1) if reduction == "none" else grad_output
    return (q.sum(1, keepdim=True) * log_softmax(input).exp() - q) * upstream
