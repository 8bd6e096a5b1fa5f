# expect: R702
import torch


def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def sigmoid_backward(grad_output, x):
    x = x.clone().requires_grad_()
    node, gradient = sigmoid(x).grad_fn, grad_output
    while node and type(node).__name__ != "AccumulateGrad":
        gradient = node(gradient)
        gradient = gradient[-1] if isinstance(gradient, tuple) else gradient
        node = node.next_functions[-1][0]
    return gradient
