# expect: contract C403 sigmoid.changed_in_place
import torch


class Sigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        e = torch.exp(-x.abs())
        y = torch.where(x >= 0, 1 / (1 + e), e / (1 + e))
        ctx.save_for_backward(y, e / (1 + e) ** 2)
        return y

    @staticmethod
    def backward(ctx, grad_output):
        y, slope = ctx.saved_tensors
        y.copy_(slope)
        return grad_output * y


def sigmoid(x):
    return Sigmoid.apply(x)
