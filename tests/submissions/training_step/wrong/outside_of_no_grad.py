# expect: training S108 training_step.no_grad_missing
import torch


def training_step(weight, x, y, lr=0.1):
    weight.grad = None
    ((weight * x - y) ** 2).sum().backward()
    weight -= lr * weight.grad
