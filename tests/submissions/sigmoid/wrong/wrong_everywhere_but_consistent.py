# expect: values V201 sigmoid.sign_of_exponent
import torch


def sigmoid(x):
    return torch.sigmoid(-x)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(-x)
    return -grad_output * s * (1 - s)
