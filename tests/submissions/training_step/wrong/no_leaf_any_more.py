# expect: training S115 -
import torch


def training_step(weight, x, y, lr=0.1):
    weight.grad = None
    ((weight * x - y) ** 2).sum().backward()
    weight.requires_grad_(False)
    weight -= lr * weight.grad
