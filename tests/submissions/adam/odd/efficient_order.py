import math

import torch


class Adam(torch.optim.Optimizer):
    """The more efficient order at the end of section 2 of the paper, with eps scaled to mean the same."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, amsgrad=False):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, amsgrad=amsgrad))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            b1, b2 = group["betas"]
            for p in (q for q in group["params"] if q.grad is not None):
                grad = p.grad
                if group["weight_decay"]:
                    grad = grad.add(p, alpha=group["weight_decay"])
                s = self.state[p]
                if len(s) == 0:
                    s["step"] = torch.tensor(0.0)
                    s["exp_avg"] = torch.zeros_like(p, memory_format=torch.preserve_format)
                    s["exp_avg_sq"] = torch.zeros_like(p, memory_format=torch.preserve_format)
                    if group["amsgrad"]:
                        s["max_exp_avg_sq"] = torch.zeros_like(p, memory_format=torch.preserve_format)
                s["step"] += 1
                t = s["step"].item()
                s["exp_avg"].lerp_(grad, 1 - b1)
                s["exp_avg_sq"].mul_(b2).addcmul_(grad, grad.conj(), value=1 - b2)
                if group["amsgrad"]:
                    second = torch.maximum(s["max_exp_avg_sq"], s["exp_avg_sq"], out=s["max_exp_avg_sq"])
                else:
                    second = s["exp_avg_sq"]
                root = math.sqrt(1 - b2**t)
                denominator = second.sqrt().add_(group["eps"] * root)
                p.addcdiv_(s["exp_avg"], denominator, value=-group["lr"] * root / (1 - b1**t))
        return loss
