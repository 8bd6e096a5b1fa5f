import torch


def logsumexp(input, dim):
    biggest = input.amax(dim=dim, keepdim=True)
    return torch.log(torch.sum(torch.exp(input - biggest), dim=dim))


def logsumexp_backward(grad_output, input, dim):
    w = torch.exp(input - input.amax(dim=dim, keepdim=True))
    w = w / w.sum(dim=dim, keepdim=True)
    return w * grad_output.unsqueeze(dim)
