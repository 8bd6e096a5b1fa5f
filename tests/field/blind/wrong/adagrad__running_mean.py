import torch


class Adagrad(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10) -> None:
        super().__init__(params, {"lr": lr, "eps": eps})

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
                st = self.state[p]
                if "cache" not in st:
                    st["cache"] = torch.zeros_like(p)
                st["cache"] = 0.9 * st["cache"] + 0.1 * p.grad**2
                p -= group["lr"] * p.grad / (st["cache"].sqrt() + group["eps"])
        return loss
