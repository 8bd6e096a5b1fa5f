# expect: R701
import torch
from torch.distributions.uniform import Uniform


def rrelu_slopes(size, lower=1 / 8, upper=1 / 3):
    return Uniform(lower, upper).sample(size)
