import torch


def gumbel_softmax(logits, noise, dim, tau=1.0, hard=False):
    g = (logits + noise) / tau
    g = g - g.amax(dim, keepdim=True)
    soft = g.exp() / g.exp().sum(dim, keepdim=True)
    if hard:
        idx = soft.argmax(dim, keepdim=True)
        return torch.zeros_like(soft).scatter_(dim, idx, 1.0)
    return soft


def gumbel_softmax_backward(grad_output, logits, noise, dim, tau=1.0, hard=False):
    soft = gumbel_softmax(logits, noise, dim, tau, hard=False)
    return soft * (grad_output - (grad_output * soft).sum(dim, keepdim=True)) / tau
