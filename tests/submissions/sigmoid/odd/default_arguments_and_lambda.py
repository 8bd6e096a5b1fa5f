import torch

sigmoid = lambda x, *, out=None: torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))  # noqa: E731
sigmoid_backward = lambda grad_output, x, scale=1: scale * grad_output * sigmoid(x) * sigmoid(-x)  # noqa: E731
