# expect: values V201 - observed.not_numbers
import torch


def kl_div(input, target, log_target=False, reduction="mean"):
    loss = target.exp() * (target - input) if log_target else target * (target.log() - input)
    n = {"mean": input.numel(), "batchmean": len(input) if input.ndim else 1}.get(reduction, 1)
    return loss if reduction == "none" else loss.sum() / n


def kl_div_backward(grad_output, input, target, log_target=False, reduction="mean"):
    n = {"mean": input.numel(), "batchmean": len(input) if input.ndim else 1}.get(reduction, 1)
    return -(target.exp() if log_target else target) * grad_output / n
