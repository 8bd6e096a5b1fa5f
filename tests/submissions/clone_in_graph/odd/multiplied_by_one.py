import torch


def clone_in_graph(x):
    return x * 1
