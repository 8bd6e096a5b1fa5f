import torch


class RMSprop(torch.optim.Optimizer):
    """Keeps the variance itself: with the deviation from the old mean, it has a recurrence of its own."""

    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, weight_decay=0.0, momentum=0.0, centered=False):
        super().__init__(
            params,
            dict(lr=lr, alpha=alpha, eps=eps, weight_decay=weight_decay, momentum=momentum, centered=centered),
        )

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
                s = self.state[p]
                if not s:
                    s["mean"], s["second"], s["buffer"] = (torch.zeros_like(p) for _ in range(3))
                g = p.grad.add(p, alpha=group["weight_decay"])
                if group["centered"]:
                    deviation = g - s["mean"]
                    s["second"] = alpha * s["second"] + alpha * (1 - alpha) * deviation**2
                    s["mean"] = s["mean"] + (1 - alpha) * deviation
                else:
                    s["second"] = torch.lerp(g.square(), s["second"], alpha)
                divided = g / (torch.sqrt(s["second"]) + group["eps"])
                if group["momentum"] > 0:
                    divided = s["buffer"] = group["momentum"] * s["buffer"] + divided
                p.add_(divided, alpha=-group["lr"])
        return loss
