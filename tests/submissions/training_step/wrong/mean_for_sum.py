# expect: training T502 -
import torch


def training_step(weight, x, y, lr=0.1):
    weight.grad = None
    ((weight * x - y) ** 2).mean().backward()
    with torch.no_grad():
        weight -= lr * weight.grad
