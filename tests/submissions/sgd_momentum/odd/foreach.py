import torch


class SGD(torch.optim.Optimizer):
    """All parameters of a group at once; the share of the next gradient is part of the state."""

    def __init__(self, params, lr=1e-3, momentum=0.9, dampening=0.0, nesterov=False):
        super().__init__(params, dict(lr=lr, momentum=momentum, dampening=dampening, nesterov=nesterov))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            params = [p for p in group["params"] if p.grad is not None]
            if not params:
                continue
            grads = [p.grad for p in params]
            for p in params:
                first = {"velocity": torch.zeros_like(p), "share": 1.0}
                self.state[p] = self.state[p] or first
            velocities = [self.state[p]["velocity"] for p in params]
            torch._foreach_mul_(velocities, group["momentum"])
            for v, p in zip(velocities, params):
                v += self.state[p]["share"] * p.grad
                self.state[p]["share"] = 1 - group["dampening"]
            steps = torch._foreach_add(grads, velocities, alpha=group["momentum"]) if group["nesterov"] else velocities
            torch._foreach_sub_(params, torch._foreach_mul(steps, group["lr"]))
        return loss
