import torch


def softmax(input: torch.Tensor, dim: int) -> torch.Tensor:
    e = (input - input.amax(dim, keepdim=True)).exp()
    return e * e.sum(dim, keepdim=True).reciprocal()


def softmax_backward(grad_output: torch.Tensor, input: torch.Tensor, dim: int) -> torch.Tensor:
    # the Jacobian diag(y) - y y^T is built on purpose, once for each row
    y = softmax(input, dim).movedim(dim, -1)
    jacobian = torch.diag_embed(y) - y.unsqueeze(-1) * y.unsqueeze(-2)
    g = grad_output.movedim(dim, -1).unsqueeze(-2)
    return (g @ jacobian).squeeze(-2).movedim(-1, dim)
