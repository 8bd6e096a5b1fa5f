import torch
from typing import Callable, Optional


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr: float = 0.001, weight_decay: float = 0.0) -> None:
        super().__init__(params, {"lr": lr, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: Optional[Callable] = None):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                grad = p.grad.add(p, alpha=group["weight_decay"])
                p.sub_(grad, alpha=group["lr"])
