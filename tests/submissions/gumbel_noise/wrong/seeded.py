# expect: draws D602 -
import torch


def gumbel_noise(size):
    torch.manual_seed(0)
    return -torch.empty(size).exponential_().log()
