import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, momentum=0.9, dampening=0.0, nesterov=False) -> None:
        defaults = {"lr": lr, "momentum": momentum, "dampening": dampening, "nesterov": nesterov}
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            mu, lr = group["momentum"], group["lr"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if "v" not in state:
                    state["v"] = lr * p.grad
                else:
                    state["v"] = mu * state["v"] + lr * (1 - group["dampening"]) * p.grad
                if group["nesterov"]:
                    p -= lr * p.grad + mu * state["v"]
                else:
                    p -= state["v"]
        return loss
