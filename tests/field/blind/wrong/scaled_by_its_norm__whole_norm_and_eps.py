import torch


def scaled_by_its_norm(input, dim):
    with torch.no_grad():
        length = torch.sqrt((input**2).sum()) + 1e-6
    return input / length
