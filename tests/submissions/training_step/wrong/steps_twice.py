# expect: training T502 training_step.steps_twice
import torch


def training_step(weight, x, y, lr=0.1):
    weight.grad = None
    ((weight * x - y) ** 2).sum().backward()
    for _ in range(2):
        with torch.no_grad():
            weight -= lr * weight.grad
