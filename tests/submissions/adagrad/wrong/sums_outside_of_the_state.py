# expect: trajectory T501 adagrad.state_not_saved
import torch

SUMS = {}


class Adagrad(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-2, eps=1e-10):
        super().__init__(params, {"lr": lr, "eps": eps})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    total = SUMS.setdefault(p, torch.zeros_like(p)).add_(p.grad**2)
                    p.sub_(group["lr"] * p.grad / (total.sqrt() + group["eps"]))
        return loss
