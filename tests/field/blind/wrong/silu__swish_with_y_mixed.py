import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, i):
        result = i * torch.sigmoid(i)
        ctx.save_for_backward(i)
        return result

    @staticmethod
    def backward(ctx, grad_output):
        (i,) = ctx.saved_tensors
        sigmoid_i = torch.sigmoid(i)
        return grad_output * (i + sigmoid_i * (1 - i))


def silu(input):
    return Swish.apply(input)


def silu_backward(grad_output, input):
    sigmoid_i = torch.sigmoid(input)
    return grad_output * (input + sigmoid_i * (1 - input))
