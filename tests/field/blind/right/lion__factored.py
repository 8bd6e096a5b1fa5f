import torch


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr=0.0001, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            (b1, b2), lr, wd = group["betas"], group["lr"], group["weight_decay"]
            for p in (q for q in group["params"] if q.grad is not None):
                s = self.state[p]
                m = s["m"] if "m" in s else torch.zeros_like(p)
                direction = (b1 * m + (1 - b1) * p.grad).sign()
                s["m"] = b2 * m + (1 - b2) * p.grad
                p.mul_(1 - lr * wd).sub_(direction, alpha=lr)
        return loss
