import torch


def detached_copy(x):
    return x.clone().detach()
