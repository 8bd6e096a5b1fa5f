# expect: values S108 relu.condition_of_tensor
import torch


def relu(input):
    return max(input, torch.zeros_like(input))


def relu_backward(grad_output, input):
    return grad_output * (input > 0)
