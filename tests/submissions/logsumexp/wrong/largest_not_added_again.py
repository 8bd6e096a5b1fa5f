# expect: values V201 logsumexp.largest_not_added_again
import torch


def logsumexp(input, dim):
    m = input.amax(dim, keepdim=True)
    return (input - m).exp().sum(dim).log()


def logsumexp_backward(grad_output, input, dim):
    return grad_output.unsqueeze(dim) * torch.softmax(input, dim)
