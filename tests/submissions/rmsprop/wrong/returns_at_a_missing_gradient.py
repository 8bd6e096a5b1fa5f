# expect: trajectory T501 -
import torch


class RMSprop(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, weight_decay=0.0, momentum=0.0, centered=False):
        super().__init__(params, {"lr": lr, "alpha": alpha, "eps": eps, "weight_decay": weight_decay, "momentum": momentum, "centered": centered})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    return loss
                state = self.state[p]
                if not state:
                    state["square"] = torch.zeros_like(p)
                    state["mean"] = torch.zeros_like(p)
                    state["velocity"] = torch.zeros_like(p)
                g = p.grad + group["weight_decay"] * p
                state["square"] = group["alpha"] * state["square"] + (1 - group["alpha"]) * g * g
                variance = state["square"]
                if group["centered"]:
                    state["mean"] = group["alpha"] * state["mean"] + (1 - group["alpha"]) * g
                    variance = variance - state["mean"] ** 2
                step = g / (variance.sqrt() + group["eps"])
                if group["momentum"]:
                    state["velocity"] = group["momentum"] * state["velocity"] + step
                    step = state["velocity"]
                p.sub_(group["lr"] * step)
        return loss
