# expect: trajectory T501 sgd_momentum.alias_changed
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
                state, g = self.state[p], p.grad
                if "v" not in state:
                    state["v"] = g
                else:
                    state["v"] = group["momentum"] * state["v"] + (1 - group["dampening"]) * g
                p.sub_(group["lr"] * (g + group["momentum"] * state["v"] if group["nesterov"] else state["v"]))
        return loss
