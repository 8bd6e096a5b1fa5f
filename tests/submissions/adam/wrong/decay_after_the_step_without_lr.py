# expect: trajectory T501 adam.decay_after_the_step_not_scaled
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
                g = p.grad
                m = s["m"].mul_(b1).add_(g, alpha=1 - b1)
                v = s["v"].mul_(b2).addcmul_(g, g, value=1 - b2)
                s["top"] = torch.maximum(s["top"], v)
                if group["amsgrad"]:
                    v = s["top"]
                p.sub_(lr * (m / (1 - b1 ** s["t"])) / ((v / (1 - b2 ** s["t"])).sqrt() + eps))
                p.sub_(decay * p)
        return loss
