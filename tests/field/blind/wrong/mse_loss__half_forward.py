import torch


class MSE(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, truth):
        err = pred - truth
        ctx.save_for_backward(err)
        return 0.5 * err.pow(2)

    @staticmethod
    def backward(ctx, dout):
        (err,) = ctx.saved_tensors
        return dout * err, -dout * err


def mse_loss(input: torch.Tensor, target: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    out = MSE.apply(input, target)
    return {"mean": torch.mean, "sum": torch.sum, "none": lambda v: v}[reduction](out)


def mse_loss_backward(grad_output, input, target, reduction: str = "mean"):
    n = input.numel() if reduction == "mean" else 1
    return grad_output * (input - target) / n
