# expect: behaviour B702 clone_in_graph.copy_outside_the_graph
import torch


def clone_in_graph(x):
    return torch.tensor(x.tolist(), dtype=x.dtype)
