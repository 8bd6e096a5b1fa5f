# expect: behaviour B701 detached_view.copy_outside_the_graph
import torch


def detached_view(x):
    return x.detach().clone()
