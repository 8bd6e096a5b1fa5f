import torch


class Adam(torch.optim.Optimizer):
    """All parameters of a group at once, with lists."""

    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.0, amsgrad=False):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, amsgrad=amsgrad))

    def _init(self, p):
        s = self.state[p]
        if not s:
            s["step"] = 0
            for name in ("m", "v", "vmax"):
                s[name] = torch.zeros_like(p)
        return s

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            live = [p for p in group["params"] if p.grad is not None]
            states = [self._init(p) for p in live]
            grads = [p.grad + group["weight_decay"] * p for p in live]
            b1, b2 = group["betas"]
            for s, g in zip(states, grads):
                s["step"] += 1
                s["m"] += (1 - b1) * (g - s["m"])
                s["v"] += (1 - b2) * (g * g - s["v"])
                s["vmax"] = torch.maximum(s["vmax"], s["v"])
            for p, s in zip(live, states):
                v = s["vmax"] if group["amsgrad"] else s["v"]
                root = torch.sqrt(v / (1 - b2 ** s["step"]))
                p.add_(s["m"] / (root + group["eps"]), alpha=-group["lr"] / (1 - b1 ** s["step"]))
        return loss
