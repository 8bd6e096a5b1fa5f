import torch


class NAdam(torch.optim.Optimizer):
    def __init__(self, params, lr=0.002, betas=(0.9, 0.999), eps=1e-08, momentum_decay=0.004) -> None:
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "momentum_decay": momentum_decay})

    @staticmethod
    def mu(beta1, t, psi):
        return beta1 * (1 - 0.96 ** (t * psi) / 2)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            psi = group["momentum_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                s = self.state[p]
                if not s:
                    s["t"], s["P"] = 0, 1.0
                    s["m"], s["v"] = torch.zeros_like(p), torch.zeros_like(p)
                s["t"] += 1
                now, ahead = self.mu(beta1, s["t"], psi), self.mu(beta1, s["t"] + 1, psi)
                s["P"] *= now
                s["m"] = beta1 * s["m"] + (1 - beta1) * p.grad
                s["v"] = beta2 * s["v"] + (1 - beta2) * p.grad**2
                top = (1 - now) * s["m"] / (1 - s["P"]) + ahead * p.grad / (1 - s["P"] * ahead)
                p.sub_(group["lr"] * top / ((s["v"] / (1 - beta2 ** s["t"])).sqrt() + group["eps"]))
        return loss
