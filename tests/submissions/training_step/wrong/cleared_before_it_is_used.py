# expect: training T502 training_step.weight_not_changed
import torch


def training_step(weight, x, y, lr=0.1):
    ((weight * x - y) ** 2).sum().backward()
    weight.grad.zero_()
    with torch.no_grad():
        weight -= lr * weight.grad
