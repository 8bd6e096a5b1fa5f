import torch


class RMSprop(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0.0, momentum=0.0, centered=False) -> None:
        defaults = {"lr": lr, "alpha": alpha, "eps": eps, "weight_decay": weight_decay, "momentum": momentum, "centered": centered}
        super().__init__(params, defaults)

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
                if len(state) == 0:
                    state.update(v=torch.zeros_like(p), m=torch.zeros_like(p), u=torch.zeros_like(p))
                d = p.grad + group["weight_decay"] * p
                state["v"].mul_(group["alpha"]).add_(d.square(), alpha=1 - group["alpha"])
                if group["centered"]:
                    state["m"].mul_(group["alpha"]).add_(d, alpha=1 - group["alpha"])
                    rms = (state["v"] - state["m"].square()).sqrt()
                else:
                    rms = state["v"].sqrt()
                state["u"].mul_(group["momentum"]).add_(d)
                p.sub_(group["lr"] * state["u"] / (rms + group["eps"]))
        return loss
