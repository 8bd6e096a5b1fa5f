# expect: gradients G301 logsumexp.not_normalised
import torch


def logsumexp(input, dim):
    m = input.amax(dim, keepdim=True)
    return (m + (input - m).exp().sum(dim, keepdim=True).log()).squeeze(dim)


def logsumexp_backward(grad_output, input, dim):
    return grad_output.unsqueeze(dim) * input.exp()
