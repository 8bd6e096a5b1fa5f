import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, weight_decay=0.0):
        super().__init__(params, {"lr": lr, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        group = self.param_groups[0]
        for p in group["params"]:
            d_p = p.grad.clone()
            d_p.add_(p, alpha=group["weight_decay"])
            p.add_(d_p, alpha=-group["lr"])
        return loss
