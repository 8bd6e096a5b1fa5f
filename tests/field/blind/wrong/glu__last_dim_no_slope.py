import torch


def glu(input, dim):
    half = input.shape[-1] // 2
    return input[..., :half] * torch.sigmoid(input[..., half:])


def glu_backward(grad_output, input, dim):
    half = input.shape[-1] // 2
    a, b = input[..., :half], input[..., half:]
    return torch.cat([grad_output * torch.sigmoid(b), grad_output * a], -1)
