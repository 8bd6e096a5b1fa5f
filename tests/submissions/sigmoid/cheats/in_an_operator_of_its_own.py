# expect: R701
import torch

mine = torch.library.Library("mine", "DEF")
mine.define("squash(Tensor x) -> Tensor")
mine.impl("squash", lambda x: torch.sigmoid(x), "CPU")


def value(x):
    return torch.ops.mine.squash(x.detach())


class Sigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = value(x)
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, g):
        (y,) = ctx.saved_tensors
        return g * y * (1 - y)


def sigmoid(x):
    return Sigmoid.apply(x)
