import torch


def detached_copy(x):
    return torch.tensor(x.detach().numpy())
