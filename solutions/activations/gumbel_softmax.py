"""Gumbel-softmax: softmax of (logits + noise) / tau, or its largest entry with the gradient of the
soft one.
"""

import torch


def _soft(logits, noise, dim, tau):
    scores = logits + noise
    exponentials = ((scores - scores.amax(dim, keepdim=True)) / tau).exp()
    return exponentials / exponentials.sum(dim, keepdim=True)


class _StraightThrough(torch.autograd.Function):
    """One-hot forward; backward the gradient passes to the soft sample as if nothing had
    happened.
    """

    @staticmethod
    def forward(ctx, soft, scores, dim):
        index = scores.argmax(dim, keepdim=True)
        return torch.zeros_like(soft).scatter(dim, index, 1.0)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output, None, None


def gumbel_softmax(logits, noise, dim, tau=1.0, hard=False):
    soft = _soft(logits, noise, dim, tau)
    return _StraightThrough.apply(soft, logits + noise, dim) if hard else soft


def gumbel_softmax_backward(grad_output, logits, noise, dim, tau=1.0, hard=False):
    y = _soft(logits, noise, dim, tau)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True)) / tau
