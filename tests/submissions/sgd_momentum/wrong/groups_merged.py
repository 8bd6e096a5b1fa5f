# expect: trajectory S109 -
import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, momentum=0.9):
        merged = [p for group in params for p in (group["params"] if isinstance(group, dict) else [group])]
        super().__init__(merged, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None if closure is None else closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    v = self.state[p].setdefault("velocity", torch.zeros_like(p))
                    v.mul_(group["momentum"]).add_(p.grad)
                    p.add_(v, alpha=-group["lr"])
        return loss
