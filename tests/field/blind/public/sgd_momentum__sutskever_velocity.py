import torch


class SGD(torch.optim.Optimizer):
    """v = mu*v - lr*g ; x += v   (nesterov: x += mu*v - lr*g), cs231n"""

    def __init__(self, params, lr=1e-3, momentum=0.9, dampening=0.0, nesterov=False):
        defaults = dict(lr=lr, momentum=momentum, dampening=dampening, nesterov=nesterov)
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            mu, lr = group["momentum"], group["lr"]
            for x in group["params"]:
                if x.grad is None:
                    continue
                dx = x.grad
                v = self.state[x].get("v", torch.zeros_like(x))
                v_prev = v.clone()
                v = mu * v - lr * dx
                if group["nesterov"]:
                    x += -mu * v_prev + (1 + mu) * v
                else:
                    x += v
                self.state[x]["v"] = v
        return loss
