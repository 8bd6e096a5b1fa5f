import torch


def _soft(logits, noise, dim, tau):
    s = logits + noise
    s = torch.exp((s - s.amax(dim, keepdim=True)) / tau)
    return s / torch.sum(s, dim, keepdim=True)


def gumbel_softmax(logits, noise, dim, tau=1.0, hard=False):
    soft = _soft(logits, noise, dim, tau)
    if hard:
        winner = (logits + noise).argmax(dim, keepdim=True)
        one_hot = torch.zeros_like(soft).scatter_(dim, winner, 1.0)
        return one_hot + (soft - soft.detach())
    return soft


def gumbel_softmax_backward(grad_output, logits, noise, dim, tau=1.0, hard=False):
    y = _soft(logits, noise, dim, tau)
    mean = torch.sum(grad_output * y, dim, keepdim=True)
    return y * (grad_output - mean) / tau
