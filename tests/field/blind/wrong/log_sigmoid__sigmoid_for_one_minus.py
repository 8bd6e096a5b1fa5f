import torch


def log_sigmoid(input: torch.Tensor) -> torch.Tensor:
    neg = torch.minimum(input, torch.zeros_like(input))
    return neg - torch.log1p(torch.exp(-torch.abs(input)))


def log_sigmoid_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    return grad_output * torch.sigmoid(input)
