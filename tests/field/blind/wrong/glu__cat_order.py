import torch


def glu(input: torch.Tensor, dim: int) -> torch.Tensor:
    n = input.size(dim) // 2
    value, gate = input.narrow(dim, 0, n), input.narrow(dim, n, n)
    return value * gate.sigmoid()


def glu_backward(grad_output: torch.Tensor, input: torch.Tensor, dim: int) -> torch.Tensor:
    n = input.size(dim) // 2
    value, gate = input.narrow(dim, 0, n), input.narrow(dim, n, n)
    sig = gate.sigmoid()
    d_value = grad_output * sig
    d_gate = grad_output * value * sig * (1 - sig)
    return torch.cat((d_gate, d_value), dim)
