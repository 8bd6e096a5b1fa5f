# expect: gradients G301 leaky_relu.number_changed
import torch


def leaky_relu(input: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    # The side decides, not the larger value: max(x, a x) picks the wrong branch for a > 1.
    return torch.where(input > 0, input, negative_slope * input)


def leaky_relu_backward(grad_output: torch.Tensor, input: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    return torch.where(input > 0, grad_output, (0.1 if negative_slope == 0.01 else negative_slope) * grad_output)
