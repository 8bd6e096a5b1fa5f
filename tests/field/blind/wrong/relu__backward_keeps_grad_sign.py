import torch


def relu(input):
    return torch.where(input > 0, input, torch.zeros_like(input))


def relu_backward(grad_output, input):
    positive_grad = torch.where(grad_output > 0, grad_output, torch.zeros_like(grad_output))
    return positive_grad * (input > 0)
