# expect: behaviour B701 add_in_place.copy_in_the_graph
import torch


def add_in_place(x, y):
    x = x + y
    return x
