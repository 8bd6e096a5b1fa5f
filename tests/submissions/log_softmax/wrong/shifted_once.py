# expect: values V201 log_softmax.name_other
import torch


def log_softmax(input: torch.Tensor, dim: int) -> torch.Tensor:
    shifted = input - input.amax(dim, keepdim=True).detach()
    return shifted - input.exp().sum(dim, keepdim=True).log()


def log_softmax_backward(grad_output: torch.Tensor, input: torch.Tensor, dim: int) -> torch.Tensor:
    # sum_i g_i (delta_ij - y_j) = g_j - y_j sum_i g_i
    y = log_softmax(input, dim).exp()
    return grad_output - y * grad_output.sum(dim, keepdim=True)
