import torch


class RMSprop(torch.optim.Optimizer):
    decay_rate = 0.9

    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0.0, momentum=0.0, centered=False):
        super().__init__(params, dict(lr=lr, alpha=alpha, eps=eps, weight_decay=weight_decay, momentum=momentum, centered=centered))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for config in self.param_groups:
            for w in config["params"]:
                if w.grad is None:
                    continue
                dw = w.grad + config["weight_decay"] * w
                s = self.state[w]
                cache = s.get("cache")
                cache = dw**2 if cache is None else self.decay_rate * cache + (1 - self.decay_rate) * dw**2
                s["cache"] = cache
                var = cache
                if config["centered"]:
                    s["mean"] = self.decay_rate * s.get("mean", 0) + (1 - self.decay_rate) * dw
                    var = (cache - s["mean"] ** 2).clamp(min=0)
                step = dw / torch.sqrt(var + config["eps"])
                if config["momentum"]:
                    step = s["u"] = config["momentum"] * s.get("u", 0) + step
                w -= config["lr"] * step
        return loss
