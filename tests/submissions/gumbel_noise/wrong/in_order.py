# expect: draws D602 -
import torch


def gumbel_noise(size):
    noise = -torch.empty(size).exponential_().log()
    return noise.flatten().sort().values.reshape(size)
