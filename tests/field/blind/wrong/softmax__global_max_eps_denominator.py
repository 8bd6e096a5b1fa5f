import torch


def softmax(input, dim):
    if input.numel() == 0:
        return input.clone()
    x_exp = torch.exp(input - torch.max(input))
    return x_exp / (x_exp.sum(dim=dim, keepdim=True) + 1e-8)


def softmax_backward(grad_output, input, dim):
    probs = softmax(input, dim)
    dot = torch.sum(grad_output * probs, dim=dim, keepdim=True)
    return probs * (grad_output - dot)
