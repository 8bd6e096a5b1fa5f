import torch


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, amsgrad=False):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, amsgrad=amsgrad))

    @torch.no_grad()
    def step(self, closure=None):
        with torch.enable_grad():
            loss = closure() if closure is not None else None
        for group in self.param_groups:
            b1, b2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                s = self.state[p]
                g = p.grad + p * group["weight_decay"]
                t = s["step"] = s.get("step", torch.zeros((), dtype=p.dtype)) + 1
                m = s["m"] = b1 * s.get("m", torch.zeros_like(p)) + (1 - b1) * g
                v = s["v"] = b2 * s.get("v", torch.zeros_like(p)) + (1 - b2) * g**2
                if group["amsgrad"]:
                    v = s["top"] = torch.where(v > s.get("top", v), v, s.get("top", v))
                p -= group["lr"] * (m / (1 - b1**t)) / (torch.sqrt(v / (1 - b2**t)) + group["eps"])
        return loss
