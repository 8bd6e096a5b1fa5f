import torch


@torch.compile
def softsign(x):
    return x / (1 + x.abs())


@torch.compile(fullgraph=True)
def slope(x):
    return (1 + x.abs()) ** -2


def by_hand(grad_output, x):
    return grad_output * slope(x)


softsign_backward = torch.compile(by_hand, dynamic=True)
softsign_backward(torch.ones(3), torch.ones(3))
