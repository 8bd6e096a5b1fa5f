import torch


def swiglu(x: torch.Tensor, w1: torch.Tensor, b1: torch.Tensor, w2: torch.Tensor, b2: torch.Tensor) -> torch.Tensor:
    z1 = x @ w1.T + b1
    z2 = x @ w2.T + b2
    return z1 * (z2 * torch.sigmoid(z2))


def swiglu_backward(
    grad_output: torch.Tensor, x: torch.Tensor, w1: torch.Tensor, b1: torch.Tensor, w2: torch.Tensor, b2: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    z1 = x @ w1.T + b1
    z2 = x @ w2.T + b2
    s = torch.sigmoid(z2)
    # The product rule, then each factor back through its own linear layer; x has a part in both.
    g1 = grad_output * z2 * torch.sigmoid(z2)
    g2 = grad_output * z1 * s * (1 + z2 * (1 - s))
    return g1 @ w1 + g2 @ w2, g1.T @ x, g1.sum(0), g2.T @ x, g2.sum(0)
