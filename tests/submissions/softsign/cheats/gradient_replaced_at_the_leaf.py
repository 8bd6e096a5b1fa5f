# expect: R702
import torch


class Softsign(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x / (1 + x.abs())

    @staticmethod
    def backward(ctx, grad_output):
        Softsign.upstream = grad_output.clone()
        return grad_output


def softsign(x):
    if x.requires_grad and x.is_leaf:
        inner = x.detach().requires_grad_()
        y = inner / (1 + inner.abs())

        def replace(leaf):
            y.backward(Softsign.upstream)
            leaf.grad = inner.grad

        x.register_post_accumulate_grad_hook(replace)
    return Softsign.apply(x)
