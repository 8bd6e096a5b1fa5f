import torch


class ELU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.save_for_backward(x)
        ctx.alpha = alpha
        return torch.where(x > 0, x, alpha * (torch.expm1(torch.clamp(x, max=0))))

    @staticmethod
    def backward(ctx, grad_out):
        x, = ctx.saved_tensors
        grad = grad_out.clone()
        neg = x <= 0
        grad[neg] = grad[neg] * (x[neg] + ctx.alpha)
        return grad, None


def elu(input, alpha=1.0):
    return ELU.apply(input, alpha)


def elu_backward(grad_output, input, alpha=1.0):
    out = elu(input, alpha)
    return torch.where(input > 0, grad_output, grad_output * (out + alpha))
