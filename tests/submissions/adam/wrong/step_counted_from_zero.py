# expect: trajectory T501 -
import torch


class Adam(torch.optim.Optimizer):
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
                    state.update(t=0, m=torch.zeros_like(p), v=torch.zeros_like(p))
                state["m"].mul_(beta1).add_(p.grad, alpha=1 - beta1)
                state["v"].mul_(beta2).addcmul_(p.grad, p.grad, value=1 - beta2)
                # Both moments start at 0 and are corrected for it; eps stays outside the root.
                m_hat = state["m"] / (1 - beta1 ** max(state["t"], 1))
                v_hat = state["v"] / (1 - beta2 ** max(state["t"], 1))
                p.sub_(group["lr"] * m_hat / (v_hat.sqrt() + group["eps"]))
                state["t"] += 1
        return loss
