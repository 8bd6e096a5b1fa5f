# expect: sigmoid P801 -
import torch


def sigmoid(x):
    return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    y = torch.sigmoid(x).flatten()
    grad = torch.empty_like(y)
    for i in range(y.numel()):
        grad[i] = y[i] * (1 - y[i])
    return grad_output * grad.reshape(x.shape)
