# expect: values V201 threshold.function_extra
import torch


def threshold(input: torch.Tensor, threshold: float = 0.0, value: float = 0.0) -> torch.Tensor:
    return torch.where(input.abs() > threshold, input, value)


def threshold_backward(
    grad_output: torch.Tensor, input: torch.Tensor, threshold: float = 0.0, value: float = 0.0
) -> torch.Tensor:
    return torch.where(input > threshold, grad_output, 0)
