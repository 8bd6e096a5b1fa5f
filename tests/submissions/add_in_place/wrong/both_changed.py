# expect: behaviour B701 add_in_place.changes_what_it_does_not_return
import torch


def add_in_place(x, y):
    x += y
    y.copy_(x)
    return x
