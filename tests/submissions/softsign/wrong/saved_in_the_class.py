# expect: gradients G305 -
import torch


class Softsign(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        Softsign.bottom = 1 + x.abs()
        return x / Softsign.bottom

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output / Softsign.bottom**2


def softsign(input):
    return Softsign.apply(input)
