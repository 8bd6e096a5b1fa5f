import torch


def _sample(logits, noise, dim, tau):
    y = logits / tau + noise
    e = torch.exp(y - y.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)


def gumbel_softmax(logits, noise, dim, tau=1.0, hard=False):
    y_soft = _sample(logits, noise, dim, tau)
    if not hard:
        return y_soft
    index = y_soft.argmax(dim, keepdim=True)
    y_hard = torch.zeros_like(logits).scatter_(dim, index, 1.0)
    return y_hard + (y_soft - y_soft.detach())


def gumbel_softmax_backward(grad_output, logits, noise, dim, tau=1.0, hard=False):
    y = _sample(logits, noise, dim, tau)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True)) / tau
