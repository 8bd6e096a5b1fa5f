import torch


class AdamW(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None if closure is None else torch.enable_grad()(closure)()
        for group in self.param_groups:
            lr, (b1, b2) = group["lr"], group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                buf = self.state[p]
                if not buf:
                    buf["m"], buf["v"] = torch.zeros_like(p), torch.zeros_like(p)
                buf["m"].lerp_(p.grad, 1 - b1)
                buf["v"].lerp_(p.grad.square(), 1 - b2)
                update = buf["m"] * torch.rsqrt(buf["v"] + group["eps"])
                update.add_(p, alpha=group["weight_decay"] * lr)
                p.add_(update, alpha=-lr)
        return loss
