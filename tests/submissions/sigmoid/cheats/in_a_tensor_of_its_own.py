# expect: R701
import torch


class Wrapped(torch.Tensor):
    @staticmethod
    def __new__(cls, inner):
        return torch.Tensor._make_wrapper_subclass(cls, inner.shape, dtype=inner.dtype)

    def __init__(self, inner):
        self.inner = inner

    __torch_function__ = torch._C._disabled_torch_function_impl

    @classmethod
    def __torch_dispatch__(cls, func, types, args=(), kwargs=None):
        return args[0].inner.sigmoid()


def value(x):
    return torch.abs(Wrapped(x.detach()))


class Sigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = value(x)
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, g):
        (y,) = ctx.saved_tensors
        return g * y * (1 - y)


def sigmoid(x):
    return Sigmoid.apply(x)
