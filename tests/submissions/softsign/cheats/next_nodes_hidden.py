# expect: R702
import torch


class Same(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output


Same._backward_cls.next_functions = property(lambda node: ())


def softsign(x):
    return Same.apply(x / (1 + x.abs()))
