# expect: training T502 training_step.learning_rate_forgotten
import torch


def training_step(weight, x, y, lr=0.1):
    weight.grad = None
    ((weight * x - y) ** 2).sum().backward()
    with torch.no_grad():
        weight -= weight.grad
