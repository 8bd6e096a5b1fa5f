import torch


def gumbel_softmax(logits, noise, dim, tau=1.0, hard=False):
    z = (logits + noise) / tau
    soft = (z - z.amax(dim, keepdim=True)).exp()
    soft = soft / soft.sum(dim, keepdim=True)
    if hard:
        one_hot = torch.zeros_like(soft).scatter(dim, soft.argmax(dim, keepdim=True), 1.0)
        return one_hot - soft.detach() + soft
    return soft


def gumbel_softmax_backward(grad_output, logits, noise, dim, tau=1.0, hard=False):
    y = gumbel_softmax(logits, noise, dim, tau=tau, hard=hard)
    return y * (grad_output - (y * grad_output).sum(dim, keepdim=True))
