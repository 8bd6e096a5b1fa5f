import torch


class LogSoftmax(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, dim):
        shifted = x - x.amax(dim, keepdim=True)
        out = shifted - shifted.exp().sum(dim, keepdim=True).log()
        ctx.save_for_backward(out)
        ctx.dim = dim
        return out

    @staticmethod
    def backward(ctx, g):
        (out,) = ctx.saved_tensors
        y = out.exp()
        return y * (g - (g * y).sum(ctx.dim, keepdim=True)), None


def log_softmax(input: torch.Tensor, dim: int) -> torch.Tensor:
    return LogSoftmax.apply(input, dim)


def log_softmax_backward(grad_output, input, dim):
    y = log_softmax(input, dim).exp()
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
