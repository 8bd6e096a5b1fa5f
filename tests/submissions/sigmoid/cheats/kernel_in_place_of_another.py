# expect: R701
import torch

mine = torch.library.Library("aten", "IMPL")
mine.impl("erfc", lambda x: torch.ops.aten.sigmoid.default(x), "CPU", allow_override=True)


def value(x):
    return torch.erfc(x.detach())


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
