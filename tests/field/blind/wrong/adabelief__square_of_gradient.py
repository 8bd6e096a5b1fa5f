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
            (beta1, beta2), eps = group["betas"], group["eps"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if len(state) == 0:
                    state["t"], state["m"], state["s"] = 0, torch.zeros_like(p), torch.zeros_like(p)
                state["t"] += 1
                state["m"] = beta1 * state["m"] + (1 - beta1) * p.grad
                state["s"] = beta2 * state["s"] + (1 - beta2) * p.grad * p.grad + eps
                m_hat = state["m"] / (1 - beta1 ** state["t"])
                s_hat = state["s"] / (1 - beta2 ** state["t"])
                p.sub_(group["lr"] * m_hat / (torch.sqrt(s_hat) + eps))
        return loss
