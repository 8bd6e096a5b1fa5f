# expect: values V201 elu.unbounded_below
import torch


def elu(input, alpha=1.0):
    return torch.where(input > 0, input, alpha * input)


def elu_backward(grad_output, input, alpha=1.0):
    return torch.where(input > 0, grad_output, alpha * torch.exp(input) * grad_output)
