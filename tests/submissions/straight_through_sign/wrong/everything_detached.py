# expect: gradients S110 -
import torch


def straight_through_sign(x):
    return (x + (torch.sign(x) - x)).detach()
