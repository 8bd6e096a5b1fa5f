# expect: values V201 nll_loss.factor_dropped
import torch


def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean"):
    keep = target != ignore_index
    index = target.where(keep, torch.zeros_like(target))
    dim = 1 if input.ndim > 1 else 0
    w = torch.ones(input.shape[dim], dtype=input.dtype) if weight is None else weight
    w = w[index]
    loss = -w * input.gather(dim, index.unsqueeze(dim)).squeeze(dim)
    if reduction == "none":
        return loss
    return loss.sum() / w.sum() if reduction == "mean" else loss.sum()


def nll_loss_backward(grad_output, input, target, weight=None, ignore_index=-100, reduction="mean"):
    input = input.detach().requires_grad_()
    with torch.enable_grad():
        loss = nll_loss(input, target, weight, ignore_index, reduction)
    return torch.autograd.grad(loss, input, grad_output)[0]
