import torch


def celu(input: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    negative = torch.where(input > 0, 0, input)
    return torch.where(input > 0, input, alpha * torch.expm1(negative / alpha))


def celu_backward(grad_output: torch.Tensor, input: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    # alpha * e^(x/alpha) * (1/alpha): the two cancel.
    negative = torch.where(input > 0, 0, input)
    return torch.where(input > 0, grad_output, torch.exp(negative / alpha) * grad_output)
