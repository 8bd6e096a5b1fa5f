# expect: gradients G304 -
import torch


class Same(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output


def softsign(x):
    return Same.apply(x / (1 + x.abs()))
