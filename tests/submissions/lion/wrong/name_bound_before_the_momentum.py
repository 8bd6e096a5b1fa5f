# expect: trajectory S108 lion.parameter_rebound
import torch


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

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
                    state["m"] = torch.zeros_like(p)
                u = torch.sign(beta1 * state["m"] + (1 - beta1) * p.grad)
                p = p - group["lr"] * (u + group["weight_decay"] * p)
                state["m"] = beta2 * state["m"] + (1 - beta2) * p.grad
        return loss
