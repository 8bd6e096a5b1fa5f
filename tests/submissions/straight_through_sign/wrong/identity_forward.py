# expect: values V201 straight_through_sign.identity_forward
import torch


def straight_through_sign(x):
    return x + 0 * torch.sign(x).detach()
