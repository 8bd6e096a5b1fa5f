# expect: values V201 add_in_place.not_added
import torch


def add_in_place(x, y):
    x.add(y)
    return x
