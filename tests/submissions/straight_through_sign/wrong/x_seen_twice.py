# expect: gradients G302 straight_through_sign.x_seen_twice
import torch


def straight_through_sign(x):
    return 2 * x + (torch.sign(x) - 2 * x).detach()
