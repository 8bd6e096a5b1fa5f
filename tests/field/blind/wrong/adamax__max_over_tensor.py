import torch


class Adamax(torch.optim.Optimizer):
    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            b1, b2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                s = self.state[p]
                if not s:
                    s["step"], s["m"], s["inf"] = 0, torch.zeros_like(p), torch.zeros_like(p)
                s["step"] += 1
                s["m"].mul_(b1).add_(p.grad, alpha=1 - b1)
                # infinity norm of the gradient
                inf_norm = torch.max(p.grad.abs())
                s["inf"] = torch.maximum(s["inf"] * b2, inf_norm + group["eps"])
                p.addcdiv_(s["m"], s["inf"], value=-group["lr"] / (1 - b1 ** s["step"]))
        return loss
