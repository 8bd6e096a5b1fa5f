import torch


def softmin(input: torch.Tensor, dim: int) -> torch.Tensor:
    e = torch.exp(input.amin(dim, keepdim=True).detach() - input)
    return e / e.sum(dim, keepdim=True)


def softmin_backward(grad_output: torch.Tensor, input: torch.Tensor, dim: int) -> torch.Tensor:
    y = softmin(input, dim)
    return -y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
