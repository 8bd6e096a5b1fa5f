import torch
import torch.nn.functional as F


class FeedForward:
    def __init__(self, w1, w3):
        self.w1, self.w3 = w1, w3

    def __call__(self, x):
        h = F.linear(x, self.w1)
        gate = h.float() * torch.sigmoid(h.float())
        return gate.type_as(x) * F.linear(x, self.w3)


def swiglu(x, w1, b1, w2, b2):
    return FeedForward(w1, w2)(x) + 0.0 * (b1 + b2)


def swiglu_backward(grad_output, x, w1, b1, w2, b2):
    h1, h2 = F.linear(x, w1), F.linear(x, w2)
    s = torch.sigmoid(h1)
    d1 = grad_output * h2 * s * (1 + h1 * (1 - s))
    d2 = grad_output * h1 * s
    return d1 @ w1 + d2 @ w2, d1.T @ x, d1.sum(0), d2.T @ x, d2.sum(0)
