# expect: draws D603 -
import torch


def gumbel_noise(size):
    return -torch.log(-torch.log(torch.rand(size)))
