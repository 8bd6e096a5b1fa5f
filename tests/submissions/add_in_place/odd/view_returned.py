import torch


def add_in_place(x, y):
    x.add_(y)
    return x.view_as(x)
