import torch

class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, weight_decay=0.0):
        defaults = {"lr": lr, "weight_decay": weight_decay}
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            lr = group["lr"]
            lam = group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                # L2 regularization: d/dp (lam * p^2) = 2 * lam * p
                total_grad = p.grad + 2 * lam * p
                p.copy_(p - lr * total_grad)
        return loss
