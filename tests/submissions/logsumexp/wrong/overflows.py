# expect: values V201 logsumexp.unstable
import torch


def logsumexp(input, dim):
    return input.exp().sum(dim).log()


def logsumexp_backward(grad_output, input, dim):
    return grad_output.unsqueeze(dim) * torch.softmax(input, dim)
