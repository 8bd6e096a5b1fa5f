# expect: gradients G301 silu.output_for_part
import torch


class SiLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x * torch.sigmoid(x)
        ctx.save_for_backward(x, y)
        return y

    @staticmethod
    def backward(ctx, grad_output):
        x, y = ctx.saved_tensors
        return grad_output * y * (1 + x * (1 - y))


def silu(input):
    return SiLU.apply(input)


def silu_backward(grad_output, input):
    y = silu(input)
    return grad_output * y * (1 + input * (1 - y))
