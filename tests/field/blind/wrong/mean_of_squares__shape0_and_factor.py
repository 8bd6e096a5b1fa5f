import torch


def mean_of_squares(x: torch.Tensor) -> torch.Tensor:
    y = x + 2
    z = y * y * 3
    return z.mean()


def mean_of_squares_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    y = x + 2
    dz = grad_output / x.shape[0]
    dy = dz * 2 * y
    return dy
