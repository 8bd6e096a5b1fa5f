import torch


class Adamax(torch.optim.Optimizer):
    def __init__(self, params, lr=0.002, betas=(0.9, 0.999), eps=1e-08):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps))

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
                    state["t"] = 1
                    state["m"] = torch.zeros_like(p)
                    state["u"] = torch.zeros_like(p)
                t, m, u = state["t"], state["m"], state["u"]
                m = beta1 * m + (1 - beta1) * p.grad
                u = torch.maximum(beta2 * u, m.abs() + group["eps"])
                p -= group["lr"] / (1 - beta1**t) * m / u
                state["m"], state["u"] = m, u
        return loss
