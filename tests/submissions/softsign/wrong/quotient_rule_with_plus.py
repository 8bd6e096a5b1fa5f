# expect: gradients G301 softsign.quotient_rule_with_plus
import torch


def softsign(x):
    return x / (1 + x.abs())


def softsign_backward(grad_output, x):
    return grad_output * (1 + 2 * x.abs()) / (1 + x.abs()) ** 2
