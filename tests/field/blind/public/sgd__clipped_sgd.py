import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, weight_decay=0.0, max_norm=1.0):
        super().__init__(params, dict(lr=lr, weight_decay=weight_decay, max_norm=max_norm))

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
                norm = p.grad.norm()
                scale = (group["max_norm"] / (norm + 1e-6)).clamp(max=1.0)
                p.mul_(1 - group["weight_decay"])
                p.add_(p.grad * scale, alpha=-group["lr"])
        return loss
