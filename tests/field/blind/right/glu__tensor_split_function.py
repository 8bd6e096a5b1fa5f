import torch


def glu(input, dim):
    value, gate = torch.tensor_split(input, 2, dim)
    return torch.mul(value, gate.sigmoid())


def glu_backward(grad_output, input, dim):
    value, gate = torch.tensor_split(input, 2, dim)
    open_, closed = gate.sigmoid(), (-gate).sigmoid()
    return torch.cat([grad_output * open_, grad_output * value * open_ * closed], dim)
