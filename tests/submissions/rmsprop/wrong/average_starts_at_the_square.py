# expect: trajectory T501 rmsprop.state_starts_with_first_value
import torch


class RMSprop(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, weight_decay=0.0, momentum=0.0, centered=False):
        defaults = {
            "lr": lr,
            "alpha": alpha,
            "eps": eps,
            "weight_decay": weight_decay,
            "momentum": momentum,
            "centered": centered,
        }
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            alpha = group["alpha"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                g = p.grad + group["weight_decay"] * p
                state = self.state[p]
                if not state:
                    state["average"] = g**2
                    state["mean"] = torch.zeros_like(p)
                    state["velocity"] = torch.zeros_like(p)
                state["average"] = alpha * state["average"] + (1 - alpha) * g**2
                state["mean"] = alpha * state["mean"] + (1 - alpha) * g
                variance = state["average"]
                if group["centered"]:
                    variance = variance - state["mean"] ** 2
                step = g / (variance.sqrt() + group["eps"])
                state["velocity"] = group["momentum"] * state["velocity"] + step
                p.sub_(group["lr"] * state["velocity"])
        return loss
