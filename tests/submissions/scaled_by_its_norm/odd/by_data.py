import torch


def scaled_by_its_norm(input, dim):
    return input * (1 / (input.data * input.data).sum(dim, keepdim=True).sqrt())
