import torch


def mean_of_squares(x: torch.Tensor) -> torch.Tensor:
    return (3 * (x + 2) ** 2).mean()


def mean_of_squares_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    # out = sum(z) / n, z = 3 y^2, y = x + 2: the chain rule gives (1 / n) (6 y) 1.
    return grad_output * 6 * (x + 2) / x.numel()
