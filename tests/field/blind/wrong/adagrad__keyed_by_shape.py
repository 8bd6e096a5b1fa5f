import torch


class Adagrad(torch.optim.Optimizer):
    cache = {}

    def __init__(self, params, lr=0.01, eps=1e-10) -> None:
        defaults = {"lr": lr, "eps": eps}
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                total = self.cache.get(tuple(p.shape), 0) + p.grad**2
                self.cache[tuple(p.shape)] = total
                p.sub_(group["lr"] * p.grad / (total.sqrt() + group["eps"]))
        return loss
