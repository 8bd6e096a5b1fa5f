# expect: behaviour B702 add_in_place.changes_its_input_untracked
import torch


def add_in_place(x, y):
    with torch.no_grad():
        x += y
    return x
