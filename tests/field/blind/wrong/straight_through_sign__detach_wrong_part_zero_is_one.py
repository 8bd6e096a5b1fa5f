import torch


def straight_through_sign(x: torch.Tensor) -> torch.Tensor:
    hard = torch.where(x >= 0, torch.ones_like(x), -torch.ones_like(x))
    return hard - x.detach() + x.detach() + 0 * x
