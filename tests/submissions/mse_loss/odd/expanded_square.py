import torch


def mse_loss(input, target, reduction="mean"):
    loss = torch.square(input - target)
    if reduction == "none":
        return loss
    total = loss.flatten().cumsum(0)[-1] if loss.numel() else loss.sum()
    return total if reduction == "sum" else total / loss.numel()


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    upstream = grad_output.expand_as(input) if reduction != "mean" else (grad_output / input.numel()).expand_as(input)
    difference = input - target
    return upstream * difference + difference * upstream
