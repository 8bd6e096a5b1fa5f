import torch


def training_step(weight: torch.Tensor, x: torch.Tensor, y: torch.Tensor, lr=0.1) -> None:
    loss = torch.sum((weight * x - y) ** 2)
    loss.backward()
    with torch.no_grad():
        weight.sub_(lr * weight.grad)
        weight.grad.zero_()
