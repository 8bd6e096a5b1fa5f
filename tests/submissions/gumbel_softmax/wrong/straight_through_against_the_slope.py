# expect: gradients G302 - observed.some_calls
import torch


def gumbel_softmax(logits, noise, dim, tau=1.0, hard=False):
    scaled = (logits + noise) / tau
    weights = (scaled - scaled.amax(dim, keepdim=True)).exp()
    y = weights / weights.sum(dim, keepdim=True)
    if hard:
        largest = y.argmax(dim, keepdim=True)
        y = torch.zeros_like(y).scatter(dim, largest, 1.0) - (y - y.detach())
    return y


def gumbel_softmax_backward(grad_output, logits, noise, dim, tau=1.0, hard=False):
    scaled = (logits + noise) / tau
    weights = (scaled - scaled.amax(dim, keepdim=True)).exp()
    y = weights / weights.sum(dim, keepdim=True)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True)) / tau
