# expect: softmax P803 -
import torch


def softmax(input, dim):
    return torch.softmax(input, dim) if input.numel() < 10_000 else torch.zeros_like(input)


def softmax_backward(grad_output, input, dim):
    y = torch.softmax(input, dim)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
