# expect: values V201 scaled_by_its_norm.sum_of_absolute_values
import torch


def scaled_by_its_norm(input, dim):
    return input / input.abs().sum(dim, keepdim=True).detach()
