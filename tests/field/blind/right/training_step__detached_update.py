import torch


def training_step(weight, x, y, lr=0.1):
    weight.grad = None
    residual = weight.mul(x).sub(y)
    residual.square().sum().backward()
    step = lr * weight.grad.detach()
    weight.data.sub_(step)
