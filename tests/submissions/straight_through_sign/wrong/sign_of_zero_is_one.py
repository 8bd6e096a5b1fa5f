# expect: values V201 straight_through_sign.sign_of_zero_is_one
import torch


def straight_through_sign(x):
    return x + (torch.where(x >= 0, 1.0, -1.0).to(x.dtype) - x).detach()
