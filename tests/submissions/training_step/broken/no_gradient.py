# expect: S108
import torch


def training_step(weight, x, y, lr=0.1):
    with torch.no_grad():
        ((weight * x - y) ** 2).sum().backward()
        weight -= lr * weight.grad
