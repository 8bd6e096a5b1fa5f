import math
import torch


class AdamW(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01):
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay})

    def step(self, closure=None):
        loss = closure() if closure else None
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    if p.grad is not None:
                        self._one(p, group)
        return loss

    def _one(self, p, group):
        (b1, b2), state = group["betas"], self.state[p]
        k = state["k"] = state.get("k", 0) + 1
        m = state["m"] = b1 * state.get("m", torch.zeros_like(p)) + (1 - b1) * p.grad
        v = state["v"] = b2 * state.get("v", torch.zeros_like(p)) + (1 - b2) * p.grad.square()
        # both sides of the fraction times sqrt(1 - b2^k): eps takes the factor as well
        c = math.sqrt(1 - b2**k)
        step = (m / (1 - b1**k)) * c / (v.sqrt() + group["eps"] * c)
        p.copy_(p - group["lr"] * (step + group["weight_decay"] * p))
