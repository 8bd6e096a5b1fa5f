# expect: R701
import torch
from torch.distributions import Gumbel

standard = Gumbel(torch.tensor(0.0), torch.tensor(1.0))


def gumbel_noise(size):
    return standard.icdf(torch.rand(size).clamp(1e-7, 1 - 1e-7))
