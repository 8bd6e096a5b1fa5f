import math

import torch


def geglu(x, w1, b1, w2, b2):
    z1 = torch.einsum("ni,oi->no", x, w1) + b1
    z2 = torch.einsum("ni,oi->no", x, w2) + b2
    return z1 * z2 * (1 + torch.erf(z2 / math.sqrt(2))) / 2


def geglu_backward(grad_output, x, w1, b1, w2, b2):
    z1 = torch.einsum("ni,oi->no", x, w1) + b1
    z2 = torch.einsum("ni,oi->no", x, w2) + b2
    cdf = (1 + torch.erf(z2 / math.sqrt(2))) / 2
    d1 = grad_output * z2 * cdf
    d2 = grad_output * z1 * (cdf + z2 * torch.exp(-z2 * z2 / 2) / math.sqrt(2 * math.pi))
    grad_x = torch.einsum("no,oi->ni", d1, w1) + torch.einsum("no,oi->ni", d2, w2)
    w = [torch.einsum("no,ni->oi", d, x) for d in (d1, d2)]
    b = [d.sum(dim=0) for d in (d1, d2)]
    return grad_x, w[0], b[0], w[1], b[1]
