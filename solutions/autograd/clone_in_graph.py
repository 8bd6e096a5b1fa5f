import torch


def clone_in_graph(x: torch.Tensor) -> torch.Tensor:
    return x.clone()
