import torch


def hardsigmoid(input: torch.Tensor) -> torch.Tensor:
    return torch.where(input < -3, 0, torch.where(input > 3, 1, input / 6 + 0.5))


def hardsigmoid_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    return torch.where((input > -3) & (input < 3), grad_output / 6, 0)
