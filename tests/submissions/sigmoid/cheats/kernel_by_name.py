# expect: R701
import torch

CPU = torch._C.DispatchKeySet(torch._C.DispatchKey.CPU)
kernel = torch.library.get_kernel("aten::sigmoid", "CPU")


def value(x):
    return kernel.call_boxed(CPU, x.detach())


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
