import torch


def kl_div(input, target, log_target=False, reduction="mean"):
    if log_target:
        pointwise = torch.exp(target) * (target - input)
    else:
        pointwise = torch.xlogy(target, target) - target * input
    if reduction == "none":
        return pointwise
    if reduction == "sum":
        return pointwise.sum()
    n = pointwise.shape[0] if pointwise.dim() else 1
    return pointwise.sum() / n


def kl_div_backward(grad_output, input, target, log_target=False, reduction="mean"):
    t = torch.exp(target) if log_target else target
    grad = -t * grad_output
    if reduction in ("mean", "batchmean"):
        grad = grad / (input.shape[0] if input.dim() else 1)
    return grad
