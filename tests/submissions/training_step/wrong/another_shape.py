# expect: training S109 -
import torch


def training_step(weight, x, y, lr=0.1):
    weight.grad = None
    ((weight * x - y) ** 2).sum().backward()
    with torch.no_grad():
        weight.data = (weight - lr * weight.grad).unsqueeze(0)
