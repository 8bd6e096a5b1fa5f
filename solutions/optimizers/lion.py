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
            for p in group["params"]:
                if p.grad is None:
                    continue
                state, (beta1, beta2) = self.state[p], group["betas"]
                if not state:
                    state["m"] = torch.zeros_like(p)
                step = torch.sign(beta1 * state["m"] + (1 - beta1) * p.grad)
                p.sub_(group["lr"] * (step + group["weight_decay"] * p))
                state["m"].mul_(beta2).add_(p.grad, alpha=1 - beta2)
        return loss
