# expect: trajectory T501 adam.in_place_extra
import torch


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, amsgrad=False):
        defaults = dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, amsgrad=amsgrad)
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            lr, (b1, b2), eps, decay = group["lr"], group["betas"], group["eps"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                s = self.state[p]
                if not s:
                    s["t"] = 0
                    s["m"], s["v"], s["top"] = (torch.zeros_like(p) for _ in range(3))
                s["t"] += 1
                g = p.grad + decay * p
                m = s["m"].mul_(b1).add_(g, alpha=1 - b1)
                v = s["v"].mul_(b2).addcmul_(g, g, value=1 - b2)
                s["top"] = torch.maximum(s["top"], v)
                if group["amsgrad"]:
                    v = s["top"].clone()
                m.div_(1 - b1 ** s["t"])
                v.div_(1 - b2 ** s["t"])
                p.sub_(lr * m / (v.sqrt() + eps))
        return loss
