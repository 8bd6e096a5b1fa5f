# expect: training S108 training_step.gradient_none_at_first
import torch


def training_step(weight, x, y, lr=0.1):
    weight.grad.zero_()
    ((weight * x - y) ** 2).sum().backward()
    with torch.no_grad():
        weight -= lr * weight.grad
