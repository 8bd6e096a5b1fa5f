# expect: gradients G302 straight_through_sign.sign_differentiated
import torch


def straight_through_sign(x):
    return torch.sign(x)
