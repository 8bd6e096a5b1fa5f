import torch


class _Sign(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return (x > 0).to(x.dtype) - (x < 0).to(x.dtype)

    @staticmethod
    def backward(ctx, g):
        return g.clone()


def straight_through_sign(x):
    return _Sign.apply(x)
