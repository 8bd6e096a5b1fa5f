import torch


def quick_gelu(x: torch.Tensor) -> torch.Tensor:
    return x * torch.sigmoid(1.7 * x)


def quick_gelu_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    sig = torch.sigmoid(1.7 * x)
    return grad_output * sig * (1 + 1.7 * x * torch.sigmoid(-1.7 * x))
