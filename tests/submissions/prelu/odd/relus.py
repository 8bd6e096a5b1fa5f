import torch


def per_channel(weight, input):
    return weight.reshape(-1, *[1] * (input.dim() - 2))


def prelu(input, weight):
    return torch.relu(input) - per_channel(weight, input) * torch.relu(-input)


def prelu_backward(grad_output, input, weight):
    below = input < 0
    by_input = grad_output * torch.where(below, per_channel(weight, input), 1.0)
    by_weight = (grad_output * input * below).transpose(0, 1).flatten(1).sum(1)
    return by_input, by_weight
