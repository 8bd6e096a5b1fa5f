import torch


def log_sigmoid(input: torch.Tensor) -> torch.Tensor:
    # min(x, 0) - log(1 + e^-|x|): the exponential is at most 1. Both parts are chosen by where, so
    # that the slope at 0 is 1/2.
    left = torch.where(input < 0, input, -input)
    return torch.where(input < 0, input, 0) - torch.log1p(torch.exp(left))


def log_sigmoid_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    e = torch.exp(-input.abs())
    return grad_output * torch.where(input < 0, 1 / (1 + e), e / (1 + e))
