# expect: R702
import torch


class Sigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y, ctx.back = torch.func.vjp(lambda t: torch.exp(-torch.logaddexp(torch.zeros_like(t), -t)), x.detach())
        return y

    @staticmethod
    def backward(ctx, grad_output):
        return ctx.back(grad_output)[0]


sigmoid = Sigmoid.apply
