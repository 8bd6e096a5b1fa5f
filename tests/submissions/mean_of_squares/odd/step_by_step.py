import torch


class MeanOfSquares(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x + 2
        ctx.save_for_backward(y)
        return (y * y * 3).mean()

    @staticmethod
    def backward(ctx, grad_output):
        (y,) = ctx.saved_tensors
        dz = grad_output.expand_as(y) / y.numel()
        dy = dz * 6 * y
        return dy


mean_of_squares = MeanOfSquares.apply
