import torch


class Adagrad(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, dict(lr=lr, eps=eps))

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
                if "sum_sq" not in state:
                    state["sum_sq"] = torch.zeros(p.shape)
                state["sum_sq"] += p.grad.pow(2)
                p -= group["lr"] * p.grad / (state["sum_sq"].sqrt() + group["eps"])
        return loss
