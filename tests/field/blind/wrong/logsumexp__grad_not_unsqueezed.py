import torch


def logsumexp(input: torch.Tensor, dim: int) -> torch.Tensor:
    m = input.max(dim=dim).values if input.numel() else input.sum(dim)
    return m + (input - m.unsqueeze(dim)).exp().sum(dim).log()


def logsumexp_backward(grad_output, input, dim):
    z = input - input.amax(dim, keepdim=True)
    return grad_output * z.exp() / z.exp().sum(dim, keepdim=True)
