# expect: gradients G301 softshrink.sign_lost
import torch

def softshrink(input: torch.Tensor, lambd: float=0.5) -> torch.Tensor:
    return torch.where(input > lambd, input - lambd, torch.where(input < -lambd, input + lambd, 0))

def softshrink_backward(grad_output: torch.Tensor, input: torch.Tensor, lambd: float=0.5) -> torch.Tensor:
    return torch.where((input > lambd) | (input < lambd), grad_output, 0)

