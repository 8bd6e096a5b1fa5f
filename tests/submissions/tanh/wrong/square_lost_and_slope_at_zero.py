# expect: gradients G301 tanh.square_lost observed.one_point
import torch

def tanh(x):
    e = torch.exp(-2 * x.abs())
    return x.sign() * (1 - e) / (1 + e)

def tanh_backward(grad_output, x):
    return grad_output * (1 - tanh(x))
