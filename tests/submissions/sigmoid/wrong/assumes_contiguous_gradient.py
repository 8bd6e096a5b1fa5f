# expect: contract S108 sigmoid.view_of_strided
import torch


def sigmoid(x):
    e = torch.exp(torch.where(x >= 0, -x, x))
    return torch.where(x >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_backward(grad_output, x):
    slope = sigmoid(x) * sigmoid(-x)
    return (grad_output.view(-1) * slope.reshape(-1)).reshape(x.shape)
