# expect: values V201 scaled_by_its_norm.mean_for_sum
import torch


def scaled_by_its_norm(input, dim):
    return input / (input**2).mean(dim, keepdim=True).sqrt().detach()
