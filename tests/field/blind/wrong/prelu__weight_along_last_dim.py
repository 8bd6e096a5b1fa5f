import torch


def prelu(input: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    return torch.where(input > 0, input, weight * input)


def prelu_backward(grad_output, input, weight):
    d_input = torch.where(input > 0, grad_output, weight * grad_output)
    d_weight = torch.where(input > 0, 0, grad_output * input)
    dims = [i for i in range(input.ndim) if i != 1]
    return d_input, d_weight.sum(dims)
