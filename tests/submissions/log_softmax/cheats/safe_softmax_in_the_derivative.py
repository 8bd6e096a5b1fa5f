# expect: R701
import torch


def log_softmax(input, dim):
    return input - torch.logsumexp(input, dim, keepdim=True)


def log_softmax_backward(grad_output, input, dim):
    return grad_output - torch.ops.aten._safe_softmax(input, dim) * grad_output.sum(dim, keepdim=True)
