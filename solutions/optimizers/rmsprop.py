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
                    state.update(v=torch.zeros_like(p), mean=torch.zeros_like(p), u=torch.zeros_like(p))
                v = state["v"].mul_(alpha).addcmul_(g, g, value=1 - alpha)
                if group["centered"]:
                    # Mean square minus square of the mean: the variance, with the newest gradient
                    # in both.
                    mean = state["mean"].mul_(alpha).add_(g, alpha=1 - alpha)
                    v = v - mean**2
                # With momentum 0 the velocity is the divided gradient alone.
                u = state["u"].mul_(group["momentum"]).add_(g / (v.sqrt() + group["eps"]))
                p.sub_(group["lr"] * u)
        return loss
