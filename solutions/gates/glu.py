"""GLU: a * sigmoid(b), with a and b the halves of the input."""

import torch


def glu(input, dim):
    a, b = input.chunk(2, dim)
    return a * torch.sigmoid(b)


def glu_backward(grad_output, input, dim):
    a, b = input.chunk(2, dim)
    # sigmoid(b) * sigmoid(-b) is sigmoid'(b) without the cancellation of 1 - sigmoid(b).
    by_a, by_b = torch.sigmoid(b), a * torch.sigmoid(b) * torch.sigmoid(-b)
    return torch.cat([grad_output * by_a, grad_output * by_b], dim)
