import torch

SCALE = 1.702


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    e = torch.exp(torch.where(x >= 0, -x, x))
    return torch.where(x >= 0, 1 / (1 + e), e / (1 + e))


def quick_gelu(x: torch.Tensor) -> torch.Tensor:
    return x * sigmoid(SCALE * x)


def quick_gelu_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    s = sigmoid(SCALE * x)
    return grad_output * (s + SCALE * x * s * sigmoid(-SCALE * x))
