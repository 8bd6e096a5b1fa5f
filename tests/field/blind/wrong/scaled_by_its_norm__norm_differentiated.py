import torch


def scaled_by_its_norm(input, dim):
    return input / torch.linalg.vector_norm(input, dim=dim, keepdim=True)
