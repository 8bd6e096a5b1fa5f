import torch


def detached_view(x):
    return x.view_as(x)
