# expect: note engine
import torch


def relu(x):
    return torch.where(x > 0, x, torch.zeros_like(x))


p = torch.tensor([-1.0, 0.0, 1.0], requires_grad=True)
relu(p).sum().backward()
slope = dict(zip([-1, 0, 1], p.grad.tolist()))


def relu_backward(g, x):
    return g * torch.tensor([slope[int(s)] for s in x.sign().reshape(-1).tolist()], dtype=x.dtype).reshape(x.shape)
