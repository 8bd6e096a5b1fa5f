# expect: behaviour B701 clone_in_graph.shares_memory
import torch


def clone_in_graph(x):
    return x.detach()
