# expect: gradients G302 - observed.one_point
import torch


def prelu(input, weight):
    w = weight.view([1, -1] + [1] * (input.dim() - 2))
    return input.clamp(min=0) + w * input.clamp(max=0)


def prelu_backward(grad_output, input, weight):
    w = weight.view([1, -1] + [1] * (input.dim() - 2))
    negative = (input <= 0).to(input.dtype)
    grad_input = grad_output * (1 - negative + negative * w)
    grad_weight = (grad_output * input * negative).transpose(0, 1).flatten(1).sum(1)
    return [grad_input, grad_weight]
