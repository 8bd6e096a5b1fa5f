import torch


def silu(input: torch.Tensor) -> torch.Tensor:
    gate = torch.sigmoid(input.float())
    return input * gate.to(input.dtype)


def silu_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    s = torch.sigmoid(input.float()).to(input.dtype)
    return grad_output * s * (1 + input * (1 - s))
