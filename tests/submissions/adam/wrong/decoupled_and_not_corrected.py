# expect: trajectory T501 adam.no_bias_correction_and_decay_decoupled
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
                    s["m"], s["v"], s["top"] = (torch.zeros_like(p) for _ in range(3))
                m = s["m"].mul_(b1).add_(p.grad, alpha=1 - b1)
                v = s["v"].mul_(b2).addcmul_(p.grad, p.grad, value=1 - b2)
                s["top"] = torch.maximum(s["top"], v)
                if group["amsgrad"]:
                    v = s["top"]
                p.sub_(lr * (m / (v.sqrt() + eps) + decay * p))
        return loss
