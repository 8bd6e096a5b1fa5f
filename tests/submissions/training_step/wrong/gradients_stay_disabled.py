# expect: training C408 -
import torch


def training_step(weight: torch.Tensor, x: torch.Tensor, y: torch.Tensor, lr=0.1) -> None:
    torch.set_grad_enabled(True)
    loss = ((weight * x - y) ** 2).sum()
    weight.grad = None  # backward adds to what is there
    loss.backward()
    torch.set_grad_enabled(False)
    weight -= lr * weight.grad
