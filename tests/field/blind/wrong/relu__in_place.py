import torch


def relu(input: torch.Tensor) -> torch.Tensor:
    input[input < 0] = 0
    return input


def relu_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    grad = grad_output.clone()
    grad[input <= 0] = 0
    return grad
