import torch


def straight_through_sign(x: torch.Tensor) -> torch.Tensor:
    return x + (torch.sign(x) - x).detach()
