import torch


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr=0.0001, betas=(0.9, 0.99), weight_decay=0.0) -> None:
        defaults = {"lr": lr, "betas": betas, "weight_decay": weight_decay}
        super().__init__(params, defaults)

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
                if "exp_avg" not in state:
                    state["exp_avg"] = torch.zeros_like(p)
                m = state["exp_avg"]
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)
                update = torch.sign(m * beta1 + p.grad * (1 - beta1))
                p.sub_(group["lr"] * (update + group["weight_decay"] * p))
        return loss
