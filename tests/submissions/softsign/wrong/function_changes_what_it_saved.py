# expect: contract C403 softsign.changed_in_place
import torch


class Softsign(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        bottom = 1 + x.abs()
        ctx.save_for_backward(bottom)
        return x / bottom

    @staticmethod
    def backward(ctx, grad_output):
        (bottom,) = ctx.saved_tensors
        return grad_output / bottom.mul_(bottom)


def softsign(input):
    return Softsign.apply(input)
