# expect: draws D602 -
import torch


def gumbel_noise(size):
    return (-torch.empty(size[:-1] + (1,) if size else size).exponential_().log()).expand(size).clone()
