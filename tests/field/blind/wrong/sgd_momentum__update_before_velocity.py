import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, momentum=0.9, dampening=0.0, nesterov=False) -> None:
        defaults = {"lr": lr, "momentum": momentum, "dampening": dampening, "nesterov": nesterov}
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            lr = group["lr"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if "velocity" not in state:
                    state["velocity"] = p.grad.clone()
                    p.sub_(lr * (p.grad + group["momentum"] * p.grad if group["nesterov"] else p.grad))
                    continue
                v = state["velocity"]
                step = p.grad + group["momentum"] * v if group["nesterov"] else v
                p.sub_(lr * step)
                v.mul_(group["momentum"]).add_((1 - group["dampening"]) * p.grad)
        return loss
