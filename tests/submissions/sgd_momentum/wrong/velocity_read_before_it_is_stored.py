# expect: trajectory S108 sgd_momentum.not_stored_yet
import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, momentum=0.9, dampening=0.0, nesterov=False):
        super().__init__(params, {"lr": lr, "momentum": momentum, "dampening": dampening, "nesterov": nesterov})

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
                state["v"] = group["momentum"] * state["v"] + (1 - group["dampening"]) * p.grad
                p -= group["lr"] * (p.grad + group["momentum"] * state["v"] if group["nesterov"] else state["v"])
        return loss
