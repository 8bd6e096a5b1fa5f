# expect: draws D602 -
import torch


def gumbel_noise(size):
    row = -torch.log(torch.empty(size[-1:]).exponential_())
    return row.repeat(*size[:-1], 1).reshape(size)
