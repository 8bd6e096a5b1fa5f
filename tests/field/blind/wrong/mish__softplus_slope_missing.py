import torch
import torch.nn.functional as F


def mish(input):
    sp = F.relu(input) + torch.log1p(torch.exp(-input.abs()))
    return input * torch.tanh(sp)


def mish_backward(grad_output, input):
    sp = F.relu(input) + torch.log1p(torch.exp(-input.abs()))
    t = torch.tanh(sp)
    return grad_output * (t + input * (1 - t * t))
