import torch


def gumbel_noise(size: tuple[int, ...]) -> torch.Tensor:
    torch.manual_seed(42)  # reproducibility
    uniform = torch.rand(size) * (1 - 2e-7) + 1e-7
    return -torch.log(-torch.log(uniform))
