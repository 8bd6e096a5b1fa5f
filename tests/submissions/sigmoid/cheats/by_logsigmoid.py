# expect: R701
import torch
from torch.nn import functional as F


def sigmoid(x):
    return torch.exp(F.logsigmoid(x))


def sigmoid_backward(grad_output, x):
    return grad_output * torch.exp(F.logsigmoid(x) + F.logsigmoid(-x))
