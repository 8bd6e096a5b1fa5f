import torch


def softplus(input: torch.Tensor, beta: float = 1.0, threshold: float = 20.0) -> torch.Tensor:
    z = beta * input
    # log(1 + e^z) = max(z, 0) + log(1 + e^-|z|), where nothing overflows. Both parts are chosen by
    # where, so that the slope at 0 is 1/2.
    left = torch.where(z < 0, z, -z)
    smooth = torch.where(z < 0, 0, z) + torch.log1p(torch.exp(left))
    return torch.where(z > threshold, input, smooth / beta)


def softplus_backward(
    grad_output: torch.Tensor, input: torch.Tensor, beta: float = 1.0, threshold: float = 20.0
) -> torch.Tensor:
    z = beta * input
    e = torch.exp(-z.abs())
    sigmoid = torch.where(z >= 0, 1 / (1 + e), e / (1 + e))
    return torch.where(z > threshold, grad_output, sigmoid * grad_output)
