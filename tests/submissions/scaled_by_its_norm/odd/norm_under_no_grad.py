import torch


def scaled_by_its_norm(input, dim):
    with torch.no_grad():
        norm = torch.linalg.vector_norm(input, dim=dim, keepdim=True)
    return input / norm
