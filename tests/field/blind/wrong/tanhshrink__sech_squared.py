import torch


class TanhShrink(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        t = torch.tanh(x)
        ctx.save_for_backward(t)
        return x - t

    @staticmethod
    def backward(ctx, grad):
        (t,) = ctx.saved_tensors
        return grad * (1 - t**2)


def tanhshrink(input):
    return TanhShrink.apply(input)


def tanhshrink_backward(grad_output, input):
    t = torch.tanh(input)
    return grad_output * (1 - t**2)
