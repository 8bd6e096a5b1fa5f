# expect: gradients G301 softsign.sign_of_x
import torch


def softsign(x):
    return x / (1 + x.abs())


def softsign_backward(grad_output, x):
    return grad_output * x.sign() / (1 + x.abs()) ** 2
