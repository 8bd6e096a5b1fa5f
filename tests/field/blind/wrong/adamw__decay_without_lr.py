import torch


class AdamW(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for g in self.param_groups:
            for p in g["params"]:
                if p.grad is None: continue
                s = self.state[p]
                if not s: s.update(k=0, m=torch.zeros_like(p), v=torch.zeros_like(p))
                s["k"] += 1
                s["m"].lerp_(p.grad, 1 - g["betas"][0])
                s["v"].lerp_(p.grad ** 2, 1 - g["betas"][1])
                mh = s["m"] / (1 - g["betas"][0] ** s["k"])
                vh = s["v"] / (1 - g["betas"][1] ** s["k"])
                p.sub_(g["lr"] * mh / (vh.sqrt() + g["eps"]) + g["weight_decay"] * p)
        return loss
