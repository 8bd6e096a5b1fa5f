import torch


def detached_copy(x):
    with torch.no_grad():
        return x.clone()
