# expect: gradients G301 binary_cross_entropy.sign_turned
import torch


def _reduced(loss, reduction):
    return {"none": lambda: loss, "mean": loss.mean, "sum": loss.sum}[reduction]()


def binary_cross_entropy(input, target, reduction="mean"):
    hit, miss = torch.log(input).clamp(min=-100), torch.log1p(-input).clamp(min=-100)
    return _reduced(-(target * hit + (1 - target) * miss), reduction)


def binary_cross_entropy_backward(grad_output, input, target, reduction="mean"):
    slope = target / input - (1 - target) / (1 - input)
    return grad_output * slope / (input.numel() if reduction == "mean" else 1)
