# expect: gradients G301 silu.output_for_part
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        e = torch.exp(-x.abs())
        out = x * torch.where(x < 0, e, torch.ones_like(e)) / (1 + e)
        ctx.save_for_backward(x, out)
        return out

    @staticmethod
    def backward(ctx, grad_output):
        x, s = ctx.saved_tensors
        return grad_output * (s + x * s * (1 - s))


def silu(input):
    return Swish.apply(input)


def silu_backward(grad_output, input):
    s = silu(input)
    return grad_output * (s + input * s * (1 - s))
