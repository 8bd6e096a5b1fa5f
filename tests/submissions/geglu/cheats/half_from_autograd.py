# expect: R702
import torch
from torch.nn import functional as F


def geglu(x, w1, b1, w2, b2):
    z1, z2 = F.linear(x, torch.cat([w1, w2]), torch.cat([b1, b2])).chunk(2, dim=-1)
    return F.gelu(z2) * z1


class Gate(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return a * F.gelu(b)

    @staticmethod
    def backward(ctx, g):
        a, b = ctx.saved_tensors
        cdf = torch.special.ndtr(b)
        pdf = torch.exp(-b * b / 2) / (2 * torch.pi) ** 0.5
        return g * b * cdf, g * a * (cdf + b * pdf)


def geglu_backward(grad_output, x, w1, b1, w2, b2):
    leaves = [t.detach().requires_grad_() for t in (x, w1, b1, w2, b2)]
    with torch.enable_grad():
        x_, w1_, b1_, w2_, b2_ = leaves
        out = Gate.apply(F.linear(x_, w1_, b1_), F.linear(x_, w2_, b2_))
    return torch.autograd.grad(out, leaves, grad_output)
