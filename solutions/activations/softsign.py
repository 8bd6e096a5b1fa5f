import torch


def softsign(x: torch.Tensor) -> torch.Tensor:
    return x / (1 + x.abs())


def softsign_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    # On either side the quotient rule gives ((1 + |x|) - |x|) / (1 + |x|)^2: what is left above is
    # 1.
    return grad_output / (1 + x.abs()) ** 2
