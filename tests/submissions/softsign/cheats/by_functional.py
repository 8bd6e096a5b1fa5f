# expect: R701
from torch.nn import functional


def softsign(x):
    return functional.softsign(x)


def softsign_backward(grad_output, x):
    return grad_output / (1 + x.abs()) ** 2
