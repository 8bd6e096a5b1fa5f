import torch


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    e = torch.exp(torch.where(x >= 0, -x, x))
    return torch.where(x >= 0, 1 / (1 + e), e / (1 + e))


def silu(input: torch.Tensor) -> torch.Tensor:
    return input * sigmoid(input)


def silu_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    # The product rule: s + x s (1 - s), with 1 - s(x) = s(-x).
    s = sigmoid(input)
    return grad_output * (s + input * s * sigmoid(-input))
