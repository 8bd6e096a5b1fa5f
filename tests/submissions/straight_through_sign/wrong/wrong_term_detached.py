# expect: gradients G302 straight_through_sign.wrong_term_detached
import torch


def straight_through_sign(x):
    return torch.sign(x.detach()) - x + x.detach()
