import torch


def binary_cross_entropy_with_logits(input, target, reduction="mean"):
    low = torch.where(input < 0, input, -input)
    loss = torch.where(input < 0, 0, input) - input * target + torch.log1p(torch.exp(low))
    return loss.mean() if reduction == "mean" else (loss.sum() if reduction == "sum" else loss)


def binary_cross_entropy_with_logits_backward(grad_output, input, target, reduction="mean"):
    probs = torch.sigmoid(input)
    dloss_dprobs = probs - target
    dprobs_dlogits = probs * (1 - probs)
    grad = grad_output * dloss_dprobs * dprobs_dlogits
    if reduction == "mean":
        grad /= input.numel()
    return grad
