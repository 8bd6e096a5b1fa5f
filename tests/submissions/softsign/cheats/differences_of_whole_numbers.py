# expect: note differences
import torch

B = 1 << 400
H = 1 << 150


def f(n):
    return n * B // (B + abs(n))


def softsign(x):
    return x / (1 + x.abs())


def d(v):
    m, e = float(v).as_integer_ratio()
    n = m * B // e
    return (f(n + H) - f(n - H)) / (2 * H)


def softsign_backward(g, x):
    return g * torch.tensor([d(v) for v in x.reshape(-1).tolist()], dtype=x.dtype).reshape(x.shape)
