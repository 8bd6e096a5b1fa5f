import torch


class _SiLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z):
        gate = torch.sigmoid(z)
        ctx.save_for_backward(z, gate)
        return gate * z

    @staticmethod
    def backward(ctx, upstream):
        z, gate = ctx.saved_tensors
        return upstream * _SiLU.slope(z, gate)

    @staticmethod
    def slope(z, gate):
        return gate * (1 + z * torch.sigmoid(-z))


def silu(input):
    return _SiLU.apply(input)


def silu_backward(grad_output, input):
    return _SiLU.slope(input, torch.sigmoid(input)).mul(grad_output)
