import torch


def gumbel_softmax_sample(logits, noise, temperature, dim):
    y = (logits - noise) * temperature
    y = y - y.amax(dim, keepdim=True)
    return y.exp() / y.exp().sum(dim, keepdim=True)


def gumbel_softmax(logits, noise, dim, tau=1.0, hard=False):
    y = gumbel_softmax_sample(logits, noise, tau, dim)
    if not hard:
        return y
    ind = y.max(dim=dim, keepdim=True)[1] if y.numel() else y.argmax(dim, keepdim=True)
    y_hard = torch.zeros_like(y).scatter_(dim, ind, 1.0)
    return (y_hard - logits).detach() + logits


def gumbel_softmax_backward(grad_output, logits, noise, dim, tau=1.0, hard=False):
    if hard:
        return grad_output
    y = gumbel_softmax_sample(logits, noise, tau, dim)
    return tau * y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
