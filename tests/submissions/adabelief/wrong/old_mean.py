# expect: trajectory T501 adabelief.old_mean
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
                    state.update(t=0, m=torch.zeros_like(p), s=torch.zeros_like(p))
                state["t"] += 1
                surprise = p.grad - state["m"]
                m = state["m"].mul_(beta1).add_(p.grad, alpha=1 - beta1)
                s = state["s"].mul_(beta2).addcmul_(surprise, surprise, value=1 - beta2).add_(group["eps"])
                m_hat = m / (1 - beta1 ** state["t"])
                s_hat = s / (1 - beta2 ** state["t"])
                p.sub_(group["lr"] * m_hat / (s_hat.sqrt() + group["eps"]))
        return loss
