# expect: behaviour B701 detached_view.copy_outside_the_graph
import torch


def detached_view(x):
    return torch.tensor(x.tolist(), dtype=x.dtype)
