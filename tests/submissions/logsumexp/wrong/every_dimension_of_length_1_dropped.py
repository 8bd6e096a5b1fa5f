# expect: contract C401 -
import torch


def logsumexp(input, dim):
    largest = input.amax(dim, keepdim=True)
    return (largest + torch.exp(input - largest).sum(dim, keepdim=True).log()).squeeze()


def logsumexp_backward(grad_output, input, dim):
    exponentials = torch.exp(input - input.amax(dim, keepdim=True))
    return grad_output.unsqueeze(dim) * exponentials / exponentials.sum(dim, keepdim=True)
