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
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                first = len(state) == 0
                v_old = torch.zeros_like(p) if first else state["v"]
                damp = 0 if first else group["dampening"]
                v_new = group["momentum"] * v_old + (1 - damp) * p.grad
                if group["nesterov"]:
                    update = p.grad + group["momentum"] * v_old
                else:
                    update = v_new
                state["v"] = v_new
                p.sub_(group["lr"] * update)
        return loss
