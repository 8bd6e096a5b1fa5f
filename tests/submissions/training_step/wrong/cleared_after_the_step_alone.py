# expect: training T502 training_step.cleared_after_the_step_alone
import torch


def training_step(weight, x, y, lr=0.1):
    ((weight * x - y) ** 2).sum().backward()
    with torch.no_grad():
        weight -= lr * weight.grad
    weight.grad.zero_()
