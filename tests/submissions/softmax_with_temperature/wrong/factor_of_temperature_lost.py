# expect: gradients G301 softmax_with_temperature.factor_of_temperature_lost
import torch


def softmax_with_temperature(input, dim, temperature=2.0):
    return torch.softmax(input / temperature, dim)


def softmax_with_temperature_backward(grad_output, input, dim, temperature=2.0):
    y = torch.softmax(input / temperature, dim)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
