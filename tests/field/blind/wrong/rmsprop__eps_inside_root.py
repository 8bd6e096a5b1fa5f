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
            for p in filter(lambda q: q.grad is not None, group["params"]):
                g = p.grad + group["weight_decay"] * p
                st = self.state[p]
                if not st:
                    for key in ("v", "mean", "vel"):
                        st[key] = torch.zeros_like(p)
                st["v"] = group["alpha"] * st["v"] + (1 - group["alpha"]) * g**2
                var = st["v"]
                if group["centered"]:
                    st["mean"] = group["alpha"] * st["mean"] + (1 - group["alpha"]) * g
                    var = var - st["mean"] ** 2
                scaled = g / torch.sqrt(var + group["eps"])
                if group["momentum"] > 0:
                    st["vel"] = group["momentum"] * st["vel"] + scaled
                    scaled = st["vel"]
                p.sub_(group["lr"] * scaled)
        return loss
