# expect: R702
import torch


class Last(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        global last
        last = ctx
        return x.clone()

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output


def softsign(x):
    return x / (1 + x.abs())


def softsign_backward(grad_output, x):
    with torch.enable_grad():
        leaf = x.detach().clone().requires_grad_()
        kept = Last.apply(softsign(leaf))
    over = last.next_functions[0][0]
    to_top, to_bottom = over(grad_output)
    to_abs, _ = over.next_functions[1][0](to_bottom), kept
    to_abs = to_abs[0] if isinstance(to_abs, tuple) else to_abs
    return to_top + over.next_functions[1][0].next_functions[0][0](to_abs)
