import torch


class Distance(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input, target):
        ctx.save_for_backward(input, target)
        return (input - target).abs()

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx, grad_output):
        input, target = ctx.saved_tensors
        slope = grad_output * torch.sign(input - target)
        return slope, -slope


def l1_loss(input, target, reduction="mean"):
    loss = Distance.apply(input, target)
    if reduction == "none":
        return loss
    return loss.sum() if reduction == "sum" else loss.sum() / loss.numel()
