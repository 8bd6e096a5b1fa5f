# expect: distribution D601 rrelu_slopes.term_extra_and_number_changed
import torch


def rrelu_slopes(size, lower=1 / 8, upper=1 / 3):
    middle = 0.04 + 0.92 * torch.rand(size)
    return lower + (upper - lower) * middle
