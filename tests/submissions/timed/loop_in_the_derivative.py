# expect: sigmoid P80 -
import torch


def sigmoid(x):
    return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    y = torch.sigmoid(x).flatten().tolist()
    return grad_output * torch.tensor([v * (1 - v) for v in y], dtype=x.dtype).reshape(x.shape)
