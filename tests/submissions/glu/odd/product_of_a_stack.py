import torch


def glu(input, dim=-1):
    a, b = input.chunk(2, dim)
    return torch.stack([a, torch.sigmoid(b)]).prod(0)


def glu_backward(grad_output, input, dim=-1):
    a, b = input.chunk(2, dim)
    s = torch.sigmoid(b)
    return torch.cat([grad_output * s, grad_output * a * s * torch.sigmoid(-b)], dim)
