import torch


class Adabelief(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08) -> None:
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
                    state["s"] = torch.zeros_like(p)
                state["t"] += 1
                diff = p.grad - state["m"]
                state["m"] += (1 - beta1) * diff
                state["s"] = beta2 * state["s"] + (1 - beta2) * diff**2 + group["eps"]
                m_hat = state["m"] / (1 - beta1 ** state["t"])
                s_hat = state["s"] / (1 - beta2 ** state["t"])
                p -= group["lr"] * m_hat / (s_hat.sqrt() + group["eps"])
        return loss
