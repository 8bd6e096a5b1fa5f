import math

import torch


class NAdam(torch.optim.Optimizer):
    """Keeps the logarithm of the product of the mu's, and the step in one fraction."""

    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, momentum_decay=4e-3):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, momentum_decay=momentum_decay))

    @staticmethod
    def momentum(t, group):
        return group["betas"][0] * (1 - 0.5 * math.exp(t * group["momentum_decay"] * math.log(0.96)))

    @torch.no_grad()
    def step(self, closure=None):
        with torch.enable_grad():
            loss = None if closure is None else closure()
        for group in self.param_groups:
            b1, b2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                s = self.state[p]
                t = s["t"] = s.get("t", 0) + 1
                mu, ahead = self.momentum(t, group), self.momentum(t + 1, group)
                s["log"] = s.get("log", 0.0) + math.log(mu)
                s["m"] = torch.lerp(s.get("m", torch.zeros_like(p)), p.grad, 1 - b1)
                s["v"] = torch.lerp(s.get("v", torch.zeros_like(p)), p.grad.square(), 1 - b2)
                root = torch.sqrt(s["v"] / -math.expm1(t * math.log(b2))) + group["eps"]
                now = p.grad * (1 - mu) / -math.expm1(s["log"])
                soon = s["m"] * ahead / -math.expm1(s["log"] + math.log(ahead))
                p.sub_((now + soon).div_(root).mul_(group["lr"]))
        return loss
