# expect: gradients G301 cross_entropy.gradient_of_mean_over_all_entries
import torch


def parts(input, target, weight, ignore_index, label_smoothing):
    dim = min(1, input.ndim - 1)
    keep = target != ignore_index
    index = target.where(keep, torch.zeros_like(target))
    n = input.shape[dim]
    w = torch.ones(n, dtype=input.dtype) if weight is None else weight
    hot = torch.nn.functional.one_hot(index, n).movedim(-1, dim).to(input.dtype)
    shape = (-1,) + (1,) * (input.ndim - dim - 1)
    q = ((1 - label_smoothing) * hot + label_smoothing / n) * w.reshape(shape) * keep.unsqueeze(dim)
    return dim, q, (w[index] * keep).sum()


def cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    dim, q, total = parts(input, target, weight, ignore_index, label_smoothing)
    logs = torch.log_softmax(input, dim)
    loss = -(q * logs).sum(dim)
    return {"none": lambda: loss, "sum": loss.sum, "mean": lambda: loss.sum() / total}[reduction]()


def cross_entropy_backward(
    grad_output, input, target, weight=None, ignore_index=-100, label_smoothing=0.0, reduction="mean"
):
    dim, q, total = parts(input, target, weight, ignore_index, label_smoothing)
    y = torch.softmax(input, dim)
    grad = q.sum(dim, keepdim=True) * y - q
    if reduction == "none":
        return grad * grad_output.unsqueeze(dim)
    return grad * grad_output / (grad.numel() if reduction == "mean" else 1)
