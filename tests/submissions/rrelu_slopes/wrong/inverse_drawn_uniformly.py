# expect: distribution D601 rrelu_slopes.inverse_drawn_uniformly
import torch


def rrelu_slopes(size, lower=1 / 8, upper=1 / 3):
    return 1 / torch.empty(size).uniform_(1 / upper, 1 / lower)
