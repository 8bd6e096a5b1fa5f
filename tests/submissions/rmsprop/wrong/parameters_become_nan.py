# expect: trajectory T501 - observed.not_a_number
import torch


class RMSprop(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, weight_decay=0.0, momentum=0.0, centered=False):
        defaults = {"lr": lr, "alpha": alpha, "eps": eps}
        super().__init__(params, {**defaults, "weight_decay": weight_decay, "momentum": momentum, "centered": centered})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    square = self.state[p].setdefault("square", torch.zeros_like(p))
                    square.mul_(group["alpha"]).sub_(p.grad**2 + 1e-3)
                    p -= group["lr"] * p.grad / (square.sqrt() + group["eps"])
        return loss
