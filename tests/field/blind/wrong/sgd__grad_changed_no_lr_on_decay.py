import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, weight_decay=0.0) -> None:
        defaults = {"lr": lr, "weight_decay": weight_decay}
        super().__init__(params, defaults)

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
                p.add_(p.grad, alpha=-group["lr"])
                if group["weight_decay"] != 0:
                    p.add_(p, alpha=-group["weight_decay"])
        return loss
