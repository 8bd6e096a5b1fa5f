import torch


def log_sigmoid(input):
    return torch.log(torch.sigmoid(input) + 1e-7)


def log_sigmoid_backward(grad_output, input):
    return grad_output * torch.sigmoid(-input)
