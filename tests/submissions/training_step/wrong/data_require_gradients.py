# expect: training C408 -
import torch


def training_step(weight: torch.Tensor, x: torch.Tensor, y: torch.Tensor, lr=0.1) -> None:
    for data in (x, y):
        data.requires_grad = True
    loss = ((weight * x - y) ** 2).sum()
    weight.grad = None  # backward adds to what is there
    loss.backward()
    with torch.no_grad():
        weight -= lr * weight.grad
