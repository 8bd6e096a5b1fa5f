# expect: behaviour B701 add_in_place.changes_the_other_input
import torch


def add_in_place(x, y):
    y += x
    return y
