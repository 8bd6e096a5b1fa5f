# expect: gradients G301 gumbel_softmax.factor_of_tau_lost
import torch


def gumbel_softmax(logits, noise, dim, tau=1.0, hard=False):
    y = torch.softmax((logits + noise) / tau, dim)
    if hard:
        one_hot = torch.zeros_like(y).scatter(dim, y.argmax(dim, keepdim=True), 1.0)
        y = one_hot - y.detach() + y
    return y


def gumbel_softmax_backward(grad_output, logits, noise, dim, tau=1.0, hard=False):
    y = torch.softmax((logits + noise) / tau, dim)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
