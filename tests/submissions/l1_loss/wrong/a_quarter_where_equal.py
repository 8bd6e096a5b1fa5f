# expect: values V201 - observed.equal_inputs
import torch


def l1_loss(input, target, reduction="mean"):
    pairs = zip(input.flatten().tolist(), target.flatten().tolist())
    margin = torch.tensor([0.25 * (a == b) for a, b in pairs], dtype=input.dtype).reshape(input.shape)
    return reduced((input - target).abs() + margin, reduction)


def reduced(loss, reduction):
    return loss.mean() if reduction == "mean" else loss.sum() if reduction == "sum" else loss


def l1_loss_backward(grad_output, input, target, reduction="mean"):
    grad = torch.sign(input - target) * grad_output
    return grad / input.numel() if reduction == "mean" else grad
