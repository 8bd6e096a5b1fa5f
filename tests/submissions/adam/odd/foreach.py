import torch


class Adam(torch.optim.Optimizer):
    """All parameters of a group at once, as a horizontally fused step does it."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, amsgrad=False):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, amsgrad=amsgrad))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            params = [p for p in group["params"] if p.grad is not None]
            if not params:
                continue
            b1, b2 = group["betas"]
            for p in params:
                if not self.state[p]:
                    self.state[p].update(t=0, m=torch.zeros_like(p), v=torch.zeros_like(p), top=torch.zeros_like(p))
                self.state[p]["t"] += 1
            m, v, top, t = ([self.state[p][k] for p in params] for k in ("m", "v", "top", "t"))
            grads = torch._foreach_add([p.grad for p in params], params, alpha=group["weight_decay"])
            torch._foreach_lerp_(m, grads, 1 - b1)
            torch._foreach_mul_(v, b2)
            torch._foreach_addcmul_(v, grads, grads, value=1 - b2)
            if group["amsgrad"]:
                torch._foreach_maximum_(top, v)
                v = top
            roots = torch._foreach_sqrt(torch._foreach_div(v, [1 - b2**n for n in t]))
            torch._foreach_add_(roots, group["eps"])
            torch._foreach_addcdiv_(params, m, roots, [-group["lr"] / (1 - b1**n) for n in t])
        return loss
