# expect: behaviour B702 detached_view.input_itself
import torch


def detached_view(x):
    return x.view_as(x)
