# expect: values V201 add_in_place.added_twice
import torch


def add_in_place(x, y):
    x += y
    return x + y
