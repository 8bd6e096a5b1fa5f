# expect: gradients G302 straight_through_sign.multiplied_by_the_sign
import torch


def straight_through_sign(x):
    return torch.sign(x.detach()) + x.abs() - x.abs().detach()
