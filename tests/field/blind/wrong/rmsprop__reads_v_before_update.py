import torch


class RMSprop(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0.0, momentum=0.0, centered=False) -> None:
        defaults = dict(lr=lr, alpha=alpha, eps=eps, weight_decay=weight_decay, momentum=momentum, centered=centered)
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
                v = state.get("v", torch.zeros_like(p))
                mean = state.get("mean", torch.zeros_like(p))
                u = state.get("u", torch.zeros_like(p))
                root = (v - mean**2).sqrt() if group["centered"] else v.sqrt()
                state["u"] = group["momentum"] * u + g / (root + group["eps"])
                state["v"] = alpha * v + (1 - alpha) * g**2
                state["mean"] = alpha * mean + (1 - alpha) * g
                p.sub_(group["lr"] * state["u"])
        return loss
