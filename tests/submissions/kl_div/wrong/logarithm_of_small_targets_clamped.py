# expect: values V201 kl_div.number_changed
import torch


def kl_div(input, target, log_target=False, reduction="mean"):
    log = target if log_target else torch.log(target.clamp(min=1e-7))
    loss = (target.exp() if log_target else target) * (log - input)
    return loss if reduction == "none" else loss.sum() / divisor(input, reduction)


def kl_div_backward(grad_output, input, target, log_target=False, reduction="mean"):
    weight = target.exp() if log_target else target
    return -weight * grad_output / divisor(input, reduction)


def divisor(input, reduction):
    return {"none": 1, "sum": 1, "mean": input.numel(), "batchmean": input.shape[0] if input.ndim else 1}[reduction]
