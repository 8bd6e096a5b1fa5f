import torch


def clone_in_graph(x):
    copy = x.clone().detach()
    copy.requires_grad_(x.requires_grad)
    return copy
