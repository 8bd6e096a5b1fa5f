# expect: training T502 training_step.gradients_accumulate
import torch


def training_step(weight, x, y, lr=0.1):
    ((weight * x - y) ** 2).sum().backward()
    with torch.no_grad():
        weight -= lr * weight.grad
