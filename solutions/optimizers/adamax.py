import torch


class Adamax(torch.optim.Optimizer):
    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps})

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
                    state.update(t=0, m=torch.zeros_like(p), u=torch.zeros_like(p))
                state["t"] += 1
                m = state["m"].mul_(beta1).add_(p.grad, alpha=1 - beta1)
                u = state["u"] = torch.maximum(beta2 * state["u"], p.grad.abs() + group["eps"])
                # Only the mean is biased towards its start at 0; a maximum is not.
                p.sub_(group["lr"] / (1 - beta1 ** state["t"]) * m / u)
        return loss
