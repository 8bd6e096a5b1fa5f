import torch


def scaled_by_its_norm(input, dim):
    with torch.no_grad():
        length = input.square().sum(dim, keepdim=True).sqrt()
    return input / length
