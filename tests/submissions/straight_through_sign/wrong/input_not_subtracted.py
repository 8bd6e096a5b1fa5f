# expect: values V201 straight_through_sign.input_not_subtracted
import torch


def straight_through_sign(x):
    return x + torch.sign(x).detach()
