# expect: values V201 scaled_by_its_norm.largest_absolute_value
import torch


def scaled_by_its_norm(input, dim):
    return input / input.abs().amax(dim, keepdim=True).detach()
