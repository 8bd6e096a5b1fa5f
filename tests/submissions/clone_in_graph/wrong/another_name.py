# expect: behaviour B701 clone_in_graph.input_itself
import torch


def clone_in_graph(x):
    return x.view(x.shape)
