import torch


def softmax(input, dim):
    shifted = input - input.max(dim, keepdim=True).values
    e = shifted.exp()
    return e / e.sum(dim=dim, keepdim=True)


def softmax_backward(grad_output, input, dim):
    y = softmax(input, dim).movedim(dim, -1)
    jacobian = torch.diag_embed(y) - y.unsqueeze(-1) * y.unsqueeze(-2)
    return (jacobian @ grad_output.movedim(dim, -1).unsqueeze(-1)).squeeze(-1).movedim(-1, dim)
