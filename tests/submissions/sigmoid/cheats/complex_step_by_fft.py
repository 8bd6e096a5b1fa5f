# expect: note complex
import torch


def sigmoid(x):
    e = torch.exp(torch.where(x >= 0, -x, x))
    return torch.where(x >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_backward(g, x):
    if not x.numel():
        return g
    h = 1e-30
    a = x.double().abs()
    z = torch.fft.fft(torch.stack([a, torch.full_like(a, h), a * 0, a * 0]), dim=0)[3]
    e = torch.exp(-z)
    y = e / (1 + e)
    d = torch.stack([y - y.conj()]).abs()[0] / 2 / h
    return (g.double() * d).to(x.dtype)
