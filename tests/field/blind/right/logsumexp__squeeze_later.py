import torch


def logsumexp(input, dim):
    peak = input.detach().amax(dim=dim)
    spread = input - peak.unsqueeze(dim)
    return spread.exp().sum(dim=dim).log() + peak


def logsumexp_backward(grad_output, input, dim):
    weights = (input - logsumexp(input, dim).unsqueeze(dim)).exp()
    return torch.unsqueeze(grad_output, dim) * weights / weights.sum(dim, keepdim=True)
