import torch
import torch.nn.functional as F


def training_step(weight, x, y, lr=0.1):
    weight.grad = None
    loss = F.mse_loss(weight * x, y)
    loss.backward()
    weight.data += lr * weight.grad
