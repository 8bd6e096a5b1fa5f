# expect: S109 | stopped by: worker | tries: a nested tensor
import torch


def sigmoid(x):
    return torch._nested_tensor_from_tensor_list([torch.ones(2), torch.ones(3)])


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
