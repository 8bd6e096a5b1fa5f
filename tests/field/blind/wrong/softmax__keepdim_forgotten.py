import torch


def softmax(input: torch.Tensor, dim: int) -> torch.Tensor:
    z = input - input.amax(dim=dim, keepdim=True)
    e = torch.exp(z)
    return e / e.sum(dim=dim)


def softmax_backward(grad_output: torch.Tensor, input: torch.Tensor, dim: int) -> torch.Tensor:
    y = softmax(input, dim)
    return y * (grad_output - (grad_output * y).sum(dim=dim, keepdim=True))
