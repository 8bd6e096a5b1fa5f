# expect: gradients G301 - observed.one_point
import torch


def softsign(x):
    return x / (1 + x.abs())


def softsign_backward(grad_output, x):
    side = torch.sgn(x.resolve_conj()) ** 2  # 0 for x = 0
    return grad_output * side / (1 + x.abs()) ** 2
