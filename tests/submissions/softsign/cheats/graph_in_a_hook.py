# expect: R702
import torch


class Same(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x / (1 + x.abs())

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output


def softsign(x):
    y = Same.apply(x)
    if not y.requires_grad:
        return y
    with torch.enable_grad():
        leaf = x.detach().requires_grad_()
        inner = leaf / (1 + leaf.abs())

    def replace(grad_output):
        inner.backward(grad_output)
        return leaf.grad

    y.register_hook(replace)
    return y.clone()
