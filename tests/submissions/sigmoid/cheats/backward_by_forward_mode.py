# expect: R702
import torch


def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def sigmoid_backward(grad_output, x):
    with torch.autograd.forward_ad.dual_level():
        dual = torch.autograd.forward_ad.make_dual(x, grad_output)
        return torch.autograd.forward_ad.unpack_dual(sigmoid(dual)).tangent
