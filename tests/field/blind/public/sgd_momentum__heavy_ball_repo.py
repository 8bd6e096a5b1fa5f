import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, momentum=0.9, dampening=0.0, nesterov=False):
        super().__init__(params, dict(lr=lr, momentum=momentum, dampening=dampening, nesterov=nesterov))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            beta = group["momentum"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                g = p.grad
                state = self.state[p]
                if "ema" not in state:
                    state["ema"] = torch.zeros_like(g)
                buf = state["ema"]
                buf.lerp_(g, 1 - beta)
                g = g.lerp(buf, beta) if group["nesterov"] else buf
                p.add_(g, alpha=-group["lr"])
        return loss
