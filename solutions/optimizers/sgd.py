import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, weight_decay=0.0):
        super().__init__(params, {"lr": lr, "weight_decay": weight_decay})

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
                # The decay is that of the parameter before the step, and part of the gradient: lr
                # multiplies both.
                p.sub_(group["lr"] * (p.grad + group["weight_decay"] * p))
        return loss
