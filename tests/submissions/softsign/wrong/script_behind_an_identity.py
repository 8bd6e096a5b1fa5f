# expect: gradients G304 -
import torch

unit = torch.jit.CompilationUnit("def f(x):\n    return x / (1 + x.abs())\n")


class Same(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output


def softsign(x):
    return Same.apply(unit.f(x))
