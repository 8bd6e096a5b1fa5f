# expect: contract C409 -
import torch


class Adagrad(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-2, eps=1e-10):
        super().__init__(params, {"lr": lr, "eps": eps})
        for group in self.param_groups:
            for p in group["params"]:
                self.state[p]["total"] = torch.zeros_like(p)

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
                state = self.state[p]
                # The sum only grows, so the steps only shrink.
                total = state["total"].addcmul_(p.grad, p.grad)
                p.sub_(group["lr"] * p.grad / (total.sqrt() + group["eps"]))
        return loss
