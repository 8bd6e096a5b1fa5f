import torch


def detached_copy(x: torch.Tensor) -> torch.Tensor:
    # detach first: clone is then not recorded.
    return x.detach().clone()
