import torch
import torch.nn.functional as F


def mish_jit_fwd(x):
    return x.mul(torch.tanh(F.softplus(x, threshold=5)))


def mish_jit_bwd(x, grad_output):
    x_sigmoid = torch.sigmoid(x)
    x_tanh_sp = F.softplus(x, threshold=5).tanh()
    return grad_output.mul(x_tanh_sp + x * x_sigmoid * (1 - x_tanh_sp))


class MishJitAutoFn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return mish_jit_fwd(x)

    @staticmethod
    def backward(ctx, grad_output):
        x = ctx.saved_tensors[0]
        return mish_jit_bwd(x, grad_output)


def mish(input):
    return MishJitAutoFn.apply(input)


def mish_backward(grad_output, input):
    return mish_jit_bwd(input, grad_output)
