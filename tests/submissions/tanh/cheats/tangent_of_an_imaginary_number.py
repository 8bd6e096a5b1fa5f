# expect: R701
import torch


class Tanh(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.tan(torch.complex(torch.zeros_like(x), x)).imag.contiguous()

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g / torch.cosh(x) ** 2


def tanh(x):
    return Tanh.apply(x)
