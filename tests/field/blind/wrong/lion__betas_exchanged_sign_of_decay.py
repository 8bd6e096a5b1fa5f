import torch
from torch import sign


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr=0.0001, betas=(0.9, 0.99), weight_decay=0.0) -> None:
        super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            b1, b2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                m = self.state[p].get("m", torch.zeros_like(p))
                c = b2 * m + (1 - b2) * p.grad
                p -= group["lr"] * sign(c + group["weight_decay"] * p)
                self.state[p]["m"] = b1 * m + (1 - b1) * p.grad
        return loss
