# expect: gradients G301 relu6.condition_dropped
import torch


def relu6(input: torch.Tensor) -> torch.Tensor:
    return torch.where(input < 0, 0, torch.where(input > 6, 6, input))


def relu6_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    return torch.where(input < 6, grad_output, 0)
