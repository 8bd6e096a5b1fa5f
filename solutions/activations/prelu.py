import torch


def along_channels(weight: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    # One weight for each channel, which is dimension 1: shape (1, C, 1, ..., 1) broadcasts against
    # the input.
    return weight.reshape(1, -1, *(1,) * (input.ndim - 2))


def prelu(input: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    return torch.where(input > 0, input, along_channels(weight, input) * input)


def prelu_backward(
    grad_output: torch.Tensor, input: torch.Tensor, weight: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    positive = input > 0
    grad_input = torch.where(positive, grad_output, along_channels(weight, input) * grad_output)
    # A weight acts on all of its channel, so what was broadcast in the forward pass is summed here.
    others = [d for d in range(input.ndim) if d != 1]
    grad_weight = torch.where(positive, 0, input * grad_output).sum(dim=others)
    return grad_input, grad_weight
