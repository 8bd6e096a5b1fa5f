import torch


def gelu(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * torch.erfc(-x / 1.414)


def gelu_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    cdf = 0.5 * torch.erfc(-x / 1.414)
    pdf = torch.exp(-0.5 * x * x) / 2.5066282746310002
    return grad_output * (cdf + x * pdf)
