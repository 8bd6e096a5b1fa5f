# expect: S109 | stopped by: worker | tries: an object that says it is a tensor
import torch


def sigmoid(x):
    class Liar:
        __class__ = torch.Tensor
        shape, dtype, layout, is_quantized, is_nested, ndim = x.shape, x.dtype, x.layout, False, False, x.ndim

    return Liar()


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
