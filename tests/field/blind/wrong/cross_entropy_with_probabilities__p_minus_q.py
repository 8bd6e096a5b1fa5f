import torch


def cross_entropy_with_probabilities(input, target, weight=None, label_smoothing=0.0, reduction="mean"):
    num_classes = input.shape[1]
    smoothed = (1 - label_smoothing) * target + label_smoothing / num_classes
    if weight is not None:
        smoothed = (smoothed.transpose(1, -1) * weight).transpose(1, -1)
    log_probs = input - input.logsumexp(dim=1, keepdim=True)
    per_sample = -torch.sum(smoothed * log_probs, dim=1)
    if reduction == "none":
        return per_sample
    elif reduction == "sum":
        return per_sample.sum()
    return per_sample.mean()


def cross_entropy_with_probabilities_backward(grad_output, input, target, weight=None, label_smoothing=0.0, reduction="mean"):
    num_classes = input.shape[1]
    smoothed = (1 - label_smoothing) * target + label_smoothing / num_classes
    if weight is not None:
        smoothed = (smoothed.transpose(1, -1) * weight).transpose(1, -1)
    probs = torch.softmax(input, dim=1)
    grad = probs - smoothed
    if reduction == "none":
        return grad * grad_output.unsqueeze(1)
    if reduction == "mean":
        grad = grad / (input.numel() // num_classes)
    return grad * grad_output
