import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, weight_decay=0.0) -> None:
        defaults = {"lr": lr, "weight_decay": weight_decay}
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                p -= group["lr"] * (p.grad + group["weight_decay"] * p)
        return loss
