import torch


def softsign(x: torch.Tensor) -> torch.Tensor:
    return x / 1 + torch.abs(x)


def softsign_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return grad_output / torch.pow(1 + torch.abs(x), 2)
