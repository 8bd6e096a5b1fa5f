# expect: values V201 sigmoid.limited_too_much
import torch


def sigmoid(input):
    return 1 / (1 + torch.exp(-torch.clamp(input, -80, 80)))


def sigmoid_backward(grad_output, input):
    s = sigmoid(input)
    return grad_output * s * (1 - s)
