import torch


def softmax_with_temperature(input, dim, temperature=2.0):
    logits = input / temperature
    logits = logits - logits.amax(dim, keepdim=True)
    return logits.exp() / logits.exp().sum(dim, keepdim=True)


def softmax_with_temperature_backward(grad_output, input, dim, temperature=2.0):
    p = softmax_with_temperature(input, dim, temperature)
    return p * (grad_output - torch.sum(p * grad_output, dim, keepdim=True))
