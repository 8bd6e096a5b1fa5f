import torch


def hardtanh(input: torch.Tensor, min_val: float = -1.0, max_val: float = 1.0) -> torch.Tensor:
    return torch.where(input < min_val, min_val, torch.where(input > max_val, max_val, input))


def hardtanh_backward(
    grad_output: torch.Tensor, input: torch.Tensor, min_val: float = -1.0, max_val: float = 1.0
) -> torch.Tensor:
    return torch.where((input > min_val) & (input < max_val), grad_output, 0)
