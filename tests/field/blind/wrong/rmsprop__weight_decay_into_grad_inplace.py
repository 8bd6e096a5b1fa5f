import torch


class RMSprop(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0.0, momentum=0.0, centered=False):
        super().__init__(params, dict(lr=lr, alpha=alpha, eps=eps, weight_decay=weight_decay, momentum=momentum, centered=centered))

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
                grad = p.grad
                if group["weight_decay"] != 0:
                    grad += group["weight_decay"] * p
                state = self.state[p]
                if not state:
                    state["v"], state["mean"], state["u"] = (torch.zeros_like(p) for _ in range(3))
                state["v"].mul_(group["alpha"]).addcmul_(grad, grad, value=1 - group["alpha"])
                variance = state["v"]
                if group["centered"]:
                    state["mean"].mul_(group["alpha"]).add_(grad, alpha=1 - group["alpha"])
                    variance = variance - state["mean"].square()
                state["u"].mul_(group["momentum"]).add_(grad / (variance.sqrt() + group["eps"]))
                p.sub_(group["lr"] * state["u"])
        return loss
