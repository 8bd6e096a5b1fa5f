import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, weight_decay=0.0) -> None:
        self.lr = lr
        self.wd = weight_decay
        super().__init__(params, {"lr": lr, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for w in group["params"]:
                if w.grad is not None:
                    w -= self.lr * (w.grad + self.wd * w)
        return loss
