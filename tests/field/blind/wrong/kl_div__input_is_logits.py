import torch


def kl_div(input, target, log_target=False, reduction="mean"):
    q = torch.softmax(input, dim=-1) if input.dim() else torch.exp(input)
    p = target.exp() if log_target else target
    out = torch.xlogy(p, p) - p * torch.log(q)
    if reduction == "batchmean":
        return out.sum() / (out.size(0) if out.dim() else 1)
    if reduction == "mean":
        return out.mean()
    return out.sum() if reduction == "sum" else out


def kl_div_backward(grad_output, input, target, log_target=False, reduction="mean"):
    p = target.exp() if log_target else target
    div = {"mean": input.numel(), "batchmean": input.size(0) if input.dim() else 1}.get(reduction, 1)
    return -p * grad_output / div
