import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, momentum=0.9, dampening=0.0, nesterov=False):
        super().__init__(params, {"lr": lr, "momentum": momentum, "dampening": dampening, "nesterov": nesterov})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            momentum = group["momentum"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if "velocity" not in state:
                    state["velocity"] = p.grad.clone()  # the first gradient comes in undamped
                else:
                    state["velocity"].mul_(momentum).add_(p.grad, alpha=1 - group["dampening"])
                v = state["velocity"]
                # The velocity holds gradients; lr comes from the group in every step, since a
                # schedule may change it.
                p.sub_(group["lr"] * (p.grad + momentum * v if group["nesterov"] else v))
        return loss
