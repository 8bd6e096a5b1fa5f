# expect: contract C403 l1_loss.changed_in_place
import torch


def l1_loss(input, target, reduction="mean"):
    if reduction == "sum":
        return input.sub(target).abs().sum()
    distances = (input - target).abs()
    return distances if reduction == "none" else distances.mean()


def l1_loss_backward(grad_output, input, target, reduction="mean"):
    if reduction == "sum":
        input -= target
        return grad_output * torch.sign(input)
    signs = torch.sign(input - target)
    return grad_output * (signs if reduction == "none" else signs / signs.numel())
