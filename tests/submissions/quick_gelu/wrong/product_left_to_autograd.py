# expect: gradients G304 -
import torch


class Gate(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        gate = torch.sigmoid(1.702 * x)
        ctx.save_for_backward(gate)
        return gate

    @staticmethod
    def backward(ctx, grad_output):
        (gate,) = ctx.saved_tensors
        return grad_output * 1.702 * gate * (1 - gate)


def quick_gelu(x):
    return x * Gate.apply(x)
