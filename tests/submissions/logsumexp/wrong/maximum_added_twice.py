# expect: values V201 logsumexp.term_extra
import torch


def logsumexp(input, dim):
    top = input.amax(dim, keepdim=True)
    total = top + torch.log(torch.exp(input - top).sum(dim, keepdim=True))
    return (top + total).squeeze(dim)


def logsumexp_backward(grad_output, input, dim):
    e = torch.exp(input - input.amax(dim, keepdim=True))
    return grad_output.unsqueeze(dim) * e / e.sum(dim, keepdim=True)
