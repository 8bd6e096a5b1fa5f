# expect: gradients G302 sigmoid.difference_for_product
import torch


class Sigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        s = torch.sigmoid(x)
        ctx.save_for_backward(s)
        return s

    @staticmethod
    def backward(ctx, grad_output):
        (s,) = ctx.saved_tensors
        return grad_output * (s - (1 - s))


def sigmoid(x):
    return Sigmoid.apply(x)
