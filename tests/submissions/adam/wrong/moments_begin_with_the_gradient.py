# expect: trajectory T501 adam.state_starts_with_first_value
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
                g = p.grad + decay * p
                if not s:
                    s["t"], s["m"], s["v"] = 1, g.clone(), g.square()
                    s["top"] = s["v"].clone()
                else:
                    s["t"] += 1
                    s["m"].mul_(b1).add_(g, alpha=1 - b1)
                    s["v"].mul_(b2).addcmul_(g, g, value=1 - b2)
                    s["top"] = torch.maximum(s["top"], s["v"])
                v = s["top"] if group["amsgrad"] else s["v"]
                p.sub_(lr * (s["m"] / (1 - b1 ** s["t"])) / ((v / (1 - b2 ** s["t"])).sqrt() + eps))
        return loss
