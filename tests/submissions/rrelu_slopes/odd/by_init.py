import torch


def rrelu_slopes(size, lower=1 / 8, upper=1 / 3):
    return torch.nn.init.uniform_(torch.empty(size), lower, upper)
