import torch


class RMSprop(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0.0, momentum=0.0, centered=False):
        super().__init__(params, dict(lr=lr, alpha=alpha, eps=eps, weight_decay=weight_decay, momentum=momentum, centered=centered))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            a = group["alpha"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                g = p.grad + group["weight_decay"] * p
                s = self.state[p]
                if not s:
                    s["v"] = g * g
                    s["avg"] = torch.zeros_like(p)
                    s["mom"] = torch.zeros_like(p)
                else:
                    s["v"] = a * s["v"] + (1 - a) * g * g
                denom = s["v"]
                if group["centered"]:
                    s["avg"] = a * s["avg"] + (1 - a) * g
                    denom = (denom - s["avg"]).clamp(min=0)  # sqrt gave nan without clamp
                s["mom"] = group["momentum"] * s["mom"] + g / (denom.sqrt() + group["eps"])
                p -= group["lr"] * s["mom"]
        return loss
