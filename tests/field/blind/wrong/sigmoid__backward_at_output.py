import torch


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    pos = x >= 0
    z = torch.exp(torch.where(pos, -x, x))
    return torch.where(pos, 1 / (1 + z), z / (1 + z))


def sigmoid_prime(x):
    s = sigmoid(x)
    return s * (1 - s)


def sigmoid_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    a = sigmoid(x)
    return grad_output * sigmoid_prime(a)
