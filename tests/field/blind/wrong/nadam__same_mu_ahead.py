import torch


class NAdam(torch.optim.Optimizer):
    def __init__(
        self,
        params,
        lr=0.002,
        betas=(0.9, 0.999),
        eps=1e-08,
        momentum_decay=0.004,
    ) -> None:
        defaults = {"lr": lr, "betas": betas, "eps": eps, "momentum_decay": momentum_decay}
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["t"] = 0
                    state["P"] = 1.0
                    state["m"] = torch.zeros_like(p)
                    state["v"] = torch.zeros_like(p)
                state["t"] += 1
                t = state["t"]
                mu = beta1 * (1 - 0.5 * 0.96 ** (t * group["momentum_decay"]))
                state["P"] *= mu
                state["m"] = beta1 * state["m"] + (1 - beta1) * p.grad
                state["v"] = beta2 * state["v"] + (1 - beta2) * p.grad**2
                m_bar = (1 - mu) * p.grad / (1 - state["P"]) + mu * state["m"] / (1 - state["P"])
                v_hat = state["v"] / (1 - beta2**t)
                p.sub_(group["lr"] * m_bar / (v_hat.sqrt() + group["eps"]))
        return loss
