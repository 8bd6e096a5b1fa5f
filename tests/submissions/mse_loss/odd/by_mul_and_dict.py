import torch

REDUCTIONS = {"none": lambda t: t, "mean": torch.mean, "sum": torch.sum}


def mse_loss(input, target, reduction="mean"):
    d = torch.sub(target, input)
    return REDUCTIONS[reduction](d * d)


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    scale = 2.0 / max(input.numel(), 1) if reduction == "mean" else 2.0
    return grad_output * scale * (input - target)
