# expect: gradients G305 -
import torch

kept = {}


def keep(x, gradient):
    for number, slope in zip(x.reshape(-1).tolist(), gradient.reshape(-1).tolist(), strict=True):
        kept[number] = slope


def sigmoid(x):
    if x.requires_grad:
        x.register_hook(lambda gradient: keep(x.detach(), gradient))
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def sigmoid_backward(grad_output, x):
    numbers = [kept.get(number, 0.0) for number in x.reshape(-1).tolist()]
    return torch.tensor(numbers, dtype=x.dtype).reshape(x.shape)
