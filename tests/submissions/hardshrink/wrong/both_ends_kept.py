# expect: values V201 hardshrink.equality_other
import torch


def hardshrink(input: torch.Tensor, lambd: float = 0.5) -> torch.Tensor:
    return torch.where((input >= lambd) | (input <= -lambd), input, 0)


def hardshrink_backward(grad_output: torch.Tensor, input: torch.Tensor, lambd: float = 0.5) -> torch.Tensor:
    return torch.where((input > lambd) | (input < -lambd), grad_output, 0)
