import torch


def softmax_with_temperature(input, dim, temperature=2.0):
    z = temperature * (input - input.amax(dim, keepdim=True))
    return torch.exp(z) / torch.exp(z).sum(dim, keepdim=True)


def softmax_with_temperature_backward(grad_output, input, dim, temperature=2.0):
    y = softmax_with_temperature(input, dim)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True)) / temperature
