# expect: training T502 training_step.weight_not_changed
import torch


def training_step(weight, x, y, lr=0.1):
    weight.grad = None
    ((weight * x - y) ** 2).sum().backward()
    weight = weight - lr * weight.grad
    return weight
