import torch


def softmax(input: torch.Tensor, dim: int) -> torch.Tensor:
    # Subtracting the largest score changes nothing and keeps every exponential at most 1.
    e = torch.exp(input - input.amax(dim, keepdim=True).detach())
    return e / e.sum(dim, keepdim=True)


def softmax_backward(grad_output: torch.Tensor, input: torch.Tensor, dim: int) -> torch.Tensor:
    # sum_i g_i y_i (delta_ij - y_j) = y_j (g_j - sum_i g_i y_i): the Jacobian is never built.
    y = softmax(input, dim)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
