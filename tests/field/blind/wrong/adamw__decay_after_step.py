import torch


class AdamW(torch.optim.Optimizer):
    """Decoupled weight decay."""

    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01) -> None:
        defaults = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    self.adam_step(p, self.state[p], **{k: group[k] for k in ("lr", "betas", "eps")})
                    p.sub_(p * group["lr"] * group["weight_decay"])
        return loss

    @staticmethod
    def adam_step(p, state, lr, betas, eps):
        if not state:
            state["t"] = 0
            state["m"] = torch.zeros_like(p)
            state["v"] = torch.zeros_like(p)
        state["t"] = state["t"] + 1
        state["m"] = betas[0] * state["m"] + (1 - betas[0]) * p.grad
        state["v"] = betas[1] * state["v"] + (1 - betas[1]) * p.grad * p.grad
        m = state["m"] / (1 - betas[0] ** state["t"])
        v = state["v"] / (1 - betas[1] ** state["t"])
        p.sub_(lr * m / (torch.sqrt(v) + eps))
