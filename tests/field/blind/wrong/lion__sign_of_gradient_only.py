import torch


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr=0.0001, betas=(0.9, 0.99), weight_decay=0.0):
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
                state = self.state[p]
                m = state.setdefault("m", torch.zeros_like(p))
                direction = p.grad.sign()
                p.sub_(group["lr"] * (direction + group["weight_decay"] * p))
                state["m"] = group["betas"][1] * m + (1 - group["betas"][1]) * p.grad
        return loss
