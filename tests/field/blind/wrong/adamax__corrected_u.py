import torch


class Adamax(torch.optim.Optimizer):
    def __init__(self, params, lr=0.002, betas=(0.9, 0.999), eps=1e-08) -> None:
        defaults = {"lr": lr, "betas": betas, "eps": eps}
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
                    state["m"] = torch.zeros_like(p)
                    state["u"] = torch.zeros_like(p)
                state["t"] += 1
                t = state["t"]
                state["m"] = beta1 * state["m"] + (1 - beta1) * p.grad
                state["u"] = torch.max(beta2 * state["u"], p.grad.abs() + group["eps"])
                m_hat = state["m"] / (1 - beta1**t)
                u_hat = state["u"] / (1 - beta2**t)
                p.sub_(group["lr"] * m_hat / u_hat)
        return loss
