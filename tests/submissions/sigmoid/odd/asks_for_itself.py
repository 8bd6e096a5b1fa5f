"""A script that also checks itself, as students have it beside their notebook."""

import torch
from grader import check


class Sigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        small = torch.exp(-x.abs())
        return torch.where(x >= 0, 1 / (1 + small), small / (1 + small))

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        small = torch.exp(-x.abs())
        return grad_output * small / (1 + small) ** 2


sigmoid = Sigmoid.apply

result = check("sigmoid", points=3)
print(result)
assert result.passed

if __name__ == "__main__":
    print(check("sigmoid").score)
