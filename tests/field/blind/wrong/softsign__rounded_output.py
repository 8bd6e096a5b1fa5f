import torch


def softsign(x: torch.Tensor) -> torch.Tensor:
    return torch.round(x / (1 + x.abs()), decimals=4)


def softsign_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    denominator = (1 + x.abs()) ** 2
    return torch.round(grad_output / denominator, decimals=4)
