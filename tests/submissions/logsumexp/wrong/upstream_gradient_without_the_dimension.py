# expect: gradients C401 logsumexp.dimension_to_add
import torch


def logsumexp(input, dim):
    m = input.amax(dim, keepdim=True)
    return (m + torch.exp(input - m).sum(dim, keepdim=True).log()).squeeze(dim)


def logsumexp_backward(grad_output, input, dim):
    e = torch.exp(input - input.amax(dim, keepdim=True))
    p = e / e.sum(dim, keepdim=True)
    return p * grad_output
