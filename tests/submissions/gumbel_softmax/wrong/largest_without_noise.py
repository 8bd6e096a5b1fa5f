# expect: values V201 gumbel_softmax.name_other
import torch


def soft(logits, noise, dim, tau):
    scores = (logits + noise) / tau
    e = torch.exp(scores - scores.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)


def gumbel_softmax(logits, noise, dim, tau=1.0, hard=False):
    y = soft(logits, noise, dim, tau)
    if not hard:
        return y
    one_hot = torch.zeros_like(y).scatter(dim, logits.argmax(dim, keepdim=True), 1.0)
    return y + (one_hot - y).detach()


def gumbel_softmax_backward(grad_output, logits, noise, dim, tau=1.0, hard=False):
    y = soft(logits, noise, dim, tau)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True)) / tau
