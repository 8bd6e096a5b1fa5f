# expect: gradients S108 celu.gradient_for_each_input
import torch


class Celu(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.save_for_backward(x)
        ctx.alpha = alpha
        return torch.where(x > 0, x, alpha * torch.expm1(x.clamp(max=0) / alpha))

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g * torch.where(x > 0, torch.ones_like(x), torch.exp(x.clamp(max=0) / ctx.alpha))


def celu(input, alpha=1.0):
    return Celu.apply(input, alpha)
