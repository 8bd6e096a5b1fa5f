# expect: gradients G301 log_softmax.divisor_extra
import torch


def log_softmax(input, dim):
    shifted = input - input.amax(dim, keepdim=True)
    return shifted - shifted.exp().sum(dim, keepdim=True).log()


def log_softmax_backward(grad_output, input, dim):
    share = torch.exp(log_softmax(input, dim))
    by_input = grad_output - share * grad_output.sum(dim, keepdim=True)
    return by_input / max(len(input), 1)  # as if it were the gradient of a mean
