# expect: gradients G302 straight_through_sign.clipped_beyond_one
import torch


def straight_through_sign(x):
    return torch.sign(x.detach()) + (y := x.clamp(-1, 1)) - y.detach()
