import torch


def _lse(v, dim):
    top = v.amax(dim, keepdim=True)
    return top + torch.log(torch.exp(v - top).sum(dim, keepdim=True))


class LogSoftmax(torch.autograd.Function):
    @staticmethod
    def forward(ctx, v, dim):
        out = v - v.amax(dim, keepdim=True)
        out = out - _lse(out, dim)
        ctx.dim = dim
        ctx.save_for_backward(out)
        return out

    @staticmethod
    def backward(ctx, g):
        (out,) = ctx.saved_tensors
        return g - out.exp() * g.sum(ctx.dim, keepdim=True), None


def log_softmax(input, dim):
    return LogSoftmax.apply(input, dim)


def log_softmax_backward(grad_output, input, dim):
    p = torch.exp(log_softmax(input, dim))
    total = grad_output.sum(dim=dim, keepdim=True)
    return torch.addcmul(grad_output, p, total, value=-1)
