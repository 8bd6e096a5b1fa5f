import torch


def softmax(x):
    e = torch.exp(x)
    return e / e.sum(1, keepdim=True)


def _one_hot(target, num_classes, ignore_index, smoothing, like):
    mask = (target != ignore_index).unsqueeze(1)
    idx = target.clone()
    idx[target == ignore_index] = 0
    y = torch.zeros_like(like)
    y.scatter_(1, idx.unsqueeze(1), 1)
    y = y * (1 - smoothing) + smoothing / num_classes
    return y * mask


def cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    y = _one_hot(target, input.shape[1], ignore_index, label_smoothing, input)
    if weight is not None:
        y = y * weight.view(1, -1, *[1] * (input.dim() - 2))
    ll = y * torch.log(softmax(input) + 1e-9)
    loss = -ll.sum(1)
    if reduction == "mean":
        return loss.sum() / (target != ignore_index).sum()
    return loss.sum() if reduction == "sum" else loss


def cross_entropy_backward(grad_output, input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    y = _one_hot(target, input.shape[1], ignore_index, label_smoothing, input)
    if weight is not None:
        y = y * weight.view(1, -1, *[1] * (input.dim() - 2))
    grad = softmax(input) * y.sum(1, keepdim=True) - y
    if reduction == "mean":
        grad = grad / (target != ignore_index).sum()
    if reduction == "none":
        return grad * grad_output.unsqueeze(1)
    return grad * grad_output
