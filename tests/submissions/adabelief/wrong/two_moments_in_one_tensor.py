# expect: trajectory T501 adabelief.shared_tensor
import torch


class Adabelief(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["step"] = 0
                    state["m"] = state["s"] = torch.zeros_like(p)
                state["step"] += 1
                t, m, s = state["step"], state["m"], state["s"]
                m.mul_(beta1).add_(p.grad, alpha=1 - beta1)
                s.mul_(beta2).add_((p.grad - m) ** 2, alpha=1 - beta2).add_(group["eps"])
                denominator = (s / (1 - beta2**t)).sqrt() + group["eps"]
                p -= group["lr"] * m / (1 - beta1**t) / denominator
        return loss
