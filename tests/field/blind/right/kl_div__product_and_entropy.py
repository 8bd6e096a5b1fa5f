import torch


def kl_div(input, target, log_target=False, reduction="mean"):
    weight = torch.exp(target) if log_target else target
    entropy_part = weight * target if log_target else -torch.special.entr(target)
    pointwise = entropy_part - weight * input
    if reduction == "none":
        return pointwise
    count = {"sum": 1, "mean": pointwise.numel()}.get(reduction, pointwise.shape[0] if pointwise.ndim else 1)
    return pointwise.sum() / count


def kl_div_backward(grad_output, input, target, log_target=False, reduction="mean"):
    count = {"none": 1, "sum": 1, "mean": input.numel()}.get(reduction, input.shape[0] if input.ndim else 1)
    return (target.exp() if log_target else target) * (-grad_output / count)
