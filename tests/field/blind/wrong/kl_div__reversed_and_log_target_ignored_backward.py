import torch


def _reduce(x, how):
    if how == "batchmean":
        return x.sum() / (len(x) if x.ndim else 1)
    return {"none": lambda: x, "sum": x.sum, "mean": x.mean}[how]()


def kl_div(input, target, log_target=False, reduction="mean"):
    log_t = target if log_target else target.clamp_min(1e-30).log()
    return _reduce(input.exp() * (input - log_t), reduction)


def kl_div_backward(grad_output, input, target, log_target=False, reduction="mean"):
    grad = -target * grad_output
    if reduction == "mean":
        grad = grad / input.numel()
    if reduction == "batchmean":
        grad = grad / (len(input) if input.ndim else 1)
    return grad
