import torch


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

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
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                # The step looks at the newest gradient more closely (beta1) than the momentum
                # remembers it (beta2).
                step = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.sub_(group["lr"] * (step + group["weight_decay"] * p))
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)
        return loss
