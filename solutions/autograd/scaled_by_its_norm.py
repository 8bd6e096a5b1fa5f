import torch


def scaled_by_its_norm(input: torch.Tensor, dim: int) -> torch.Tensor:
    return input / torch.linalg.vector_norm(input, dim=dim, keepdim=True).detach()
