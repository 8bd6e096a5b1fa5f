# expect: softmax P801 n x n
import torch


def softmax(input, dim):
    return torch.softmax(input, dim)


def softmax_backward(grad_output, input, dim):
    y = torch.softmax(input, dim).movedim(dim, -1)
    jacobian = torch.diag_embed(y) - y.unsqueeze(-1) * y.unsqueeze(-2)
    return (jacobian @ grad_output.movedim(dim, -1).unsqueeze(-1)).squeeze(-1).movedim(-1, dim)
