# expect: values V201 l1_loss.term_extra
import torch


def l1_loss(input, target, reduction="mean"):
    loss = ((input - target) ** 2 + 1e-8).sqrt()
    if reduction == "none":
        return loss
    return loss.mean() if reduction == "mean" else loss.sum()


def l1_loss_backward(grad_output, input, target, reduction="mean"):
    slope = torch.sign(input - target) * grad_output
    return slope / input.numel() if reduction == "mean" else slope
