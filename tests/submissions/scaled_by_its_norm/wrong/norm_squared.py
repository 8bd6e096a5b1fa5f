# expect: values V201 scaled_by_its_norm.norm_squared
import torch


def scaled_by_its_norm(input, dim):
    return input / (input**2).sum(dim, keepdim=True).detach()
