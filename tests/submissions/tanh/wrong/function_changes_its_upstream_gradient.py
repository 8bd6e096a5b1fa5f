# expect: contract C403 tanh.changed_in_place
import torch


class Tanh(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = 1 - 2 / (torch.exp(2 * x) + 1)
        y = torch.where(x.abs() < 0.5, torch.sinh(x) / torch.cosh(x), y)
        ctx.save_for_backward(y, x)
        return y

    @staticmethod
    def backward(ctx, grad_output):
        _, x = ctx.saved_tensors
        return grad_output.mul_(1 / torch.cosh(x) ** 2)


def tanh(input):
    return Tanh.apply(input)
