# expect: gradients G301 softmax.sign_of_all
import torch


def softmax(input, dim):
    e = torch.exp(input - input.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)


def softmax_backward(grad_output, input, dim):
    p = softmax(input, dim).movedim(dim, -1)
    jacobian = p.unsqueeze(-1) * p.unsqueeze(-2) - torch.diag_embed(p)
    return (jacobian @ grad_output.movedim(dim, -1).unsqueeze(-1)).squeeze(-1).movedim(-1, dim)
