# expect: trajectory S108 adagrad.missing_gradient_not_skipped
import torch


class Adagrad(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, {"lr": lr, "eps": eps})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                g = p.grad
                total = self.state[p].setdefault("total", torch.zeros_like(p))
                total.addcmul_(g, g)
                p.addcdiv_(g, total.sqrt().add_(group["eps"]), value=-group["lr"])
        return loss
