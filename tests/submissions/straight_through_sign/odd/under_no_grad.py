import torch


def straight_through_sign(x):
    with torch.no_grad():
        difference = torch.sign(x) - x
    return x + difference
