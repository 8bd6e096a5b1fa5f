# expect: trajectory T501 adabelief.not_kept
import torch


class Adabelief(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
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
                    state["step"], state["mean"], state["spread"] = 0, torch.zeros_like(p), torch.zeros_like(p)
                state["step"] += 1
                state["mean"] = beta1 * state["mean"] + (1 - beta1) * p.grad
                state["spread"] = beta2 * state["spread"] + (1 - beta2) * (p.grad - state["mean"]) ** 2
                mean = state["mean"] / (1 - beta1 ** state["step"])
                spread = (state["spread"] + group["eps"]) / (1 - beta2 ** state["step"])
                p.sub_(group["lr"] * mean / (spread.sqrt() + group["eps"]))
        return loss
