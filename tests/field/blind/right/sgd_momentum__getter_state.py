import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, momentum=0.9, dampening=0.0, nesterov=False):
        super().__init__(params, {"lr": lr, "momentum": momentum, "dampening": dampening, "nesterov": nesterov})

    def velocity(self, p, group):
        old = self.state[p].get("v")
        new = p.grad.clone() if old is None else group["momentum"] * old + (1.0 - group["dampening"]) * p.grad
        self.state[p]["v"] = new
        return new

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
                v = self.velocity(p, group)
                ahead = torch.add(p.grad, v, alpha=group["momentum"]) if group["nesterov"] else v
                p.add_(ahead, alpha=-group["lr"])
        return loss
