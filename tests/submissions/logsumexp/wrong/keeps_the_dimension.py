# expect: values C401 logsumexp.keepdim_extra
import torch


def logsumexp(input, dim):
    return torch.logsumexp(input, dim, keepdim=True)


def logsumexp_backward(grad_output, input, dim):
    return grad_output.unsqueeze(dim) * torch.softmax(input, dim)
