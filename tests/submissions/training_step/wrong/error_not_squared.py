# expect: training T502 training_step.error_not_squared
import torch


def training_step(weight, x, y, lr=0.1):
    weight.grad = None
    (weight * x - y).sum().backward()
    with torch.no_grad():
        weight -= lr * weight.grad
