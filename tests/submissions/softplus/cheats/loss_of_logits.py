# expect: R701
import torch
import torch.nn.functional as F


class Softplus(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input, beta, threshold):
        z = beta * input
        ctx.slope, ctx.linear = torch.sigmoid(z), z > threshold
        loss = F.binary_cross_entropy_with_logits(-z, torch.ones_like(z), reduction="none")
        return torch.where(ctx.linear, input, loss / beta)

    @staticmethod
    def backward(ctx, g):
        return g * torch.where(ctx.linear, torch.ones_like(g), ctx.slope), None, None


def softplus(input, beta=1.0, threshold=20.0):
    return Softplus.apply(input, beta, threshold)
