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
        for o in self.param_groups:
            for p in o["params"]:
                if p.grad is None:
                    continue
                g = p.grad
                if o["weight_decay"] != 0:
                    g = g.add(p, alpha=o["weight_decay"])
                s = self.state[p]
                if "sq" not in s:
                    s["sq"] = torch.zeros_like(p)
                s["sq"].lerp_(g * g, 1 - o["alpha"])
                root = s["sq"]
                if o["centered"]:
                    s.setdefault("avg", torch.zeros_like(p)).lerp_(g, 1 - o["alpha"])
                    root = root.addcmul(s["avg"], s["avg"], value=-1)
                direction = g / (root.sqrt() + o["eps"])
                if o["momentum"] > 0:
                    buf = s.setdefault("buf", torch.zeros_like(p))
                    direction = buf.mul_(o["momentum"]).add_(direction)
                p.add_(direction, alpha=-o["lr"])
        return loss
