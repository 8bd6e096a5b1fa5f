# expect: trajectory T501 adadelta.learning_rate_in_the_steps
import torch


class Adadelta(torch.optim.Optimizer):
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-6):
        super().__init__(params, {"lr": lr, "rho": rho, "eps": eps})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            rho, eps = group["rho"], group["eps"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state.update(v=torch.zeros_like(p), d=torch.zeros_like(p))
                v, d = state["v"], state["d"]
                v.mul_(rho).addcmul_(p.grad, p.grad, value=1 - rho)
                delta = (d + eps).sqrt() / (v + eps).sqrt() * p.grad * group["lr"]
                d.mul_(rho).addcmul_(delta, delta, value=1 - rho)
                p.sub_(delta)
        return loss
