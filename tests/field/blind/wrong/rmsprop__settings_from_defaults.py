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
        d = self.defaults
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                g = p.grad + d["weight_decay"] * p
                s = self.state[p]
                if len(s) == 0:
                    s["v"] = torch.zeros_like(p)
                    s["m"] = torch.zeros_like(p)
                    s["b"] = torch.zeros_like(p)
                s["v"] = d["alpha"] * s["v"] + (1 - d["alpha"]) * g**2
                v = s["v"]
                if d["centered"]:
                    s["m"] = d["alpha"] * s["m"] + (1 - d["alpha"]) * g
                    v = v - s["m"] ** 2
                s["b"] = d["momentum"] * s["b"] + g / (v.sqrt() + d["eps"])
                p.sub_(s["b"], alpha=d["lr"])
        return loss
