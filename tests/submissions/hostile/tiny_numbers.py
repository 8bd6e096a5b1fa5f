# expect: V201 | stopped by: judge | tries: the smallest numbers there are
import torch


def sigmoid(x):
    return 0 * torch.sigmoid(x) + torch.finfo(x.dtype).smallest_normal * 2**-20


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
