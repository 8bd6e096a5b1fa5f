# expect: values V201 mse_loss.mean_over_batch_alone
import torch

def mse_loss(input, target, reduction="mean"):
    l = (input - target) ** 2
    if reduction == "none":
        return l
    return l.sum() / len(input) if reduction == "mean" and input.ndim else l.sum()

def mse_loss_backward(grad_output, input, target, reduction="mean"):
    g = 2 * grad_output * (input - target)
    return g / len(input) if reduction == "mean" and input.ndim else g
