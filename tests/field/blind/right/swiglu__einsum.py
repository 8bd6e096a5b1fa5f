import torch
from torch import einsum


def swiglu(x, w1, b1, w2, b2):
    value = einsum("bi,oi->bo", x, w1) + b1
    gate = einsum("bi,oi->bo", x, w2) + b2
    return value * gate * gate.sigmoid()


def swiglu_backward(grad_output, x, w1, b1, w2, b2):
    value = einsum("bi,oi->bo", x, w1) + b1
    gate = einsum("bi,oi->bo", x, w2) + b2
    s = gate.sigmoid()
    d_value = grad_output * gate * s
    d_gate = grad_output * value * (s + gate * s * (-gate).sigmoid())
    d_x = einsum("bo,oi->bi", d_value, w1) + einsum("bo,oi->bi", d_gate, w2)
    d_w1, d_w2 = (einsum("bo,bi->oi", d, x) for d in (d_value, d_gate))
    return d_x, d_w1, einsum("bo->o", d_value), d_w2, einsum("bo->o", d_gate)
