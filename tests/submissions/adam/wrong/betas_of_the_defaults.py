# expect: trajectory T501 adam.settings_of_the_constructor
import torch


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, amsgrad=False):
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        beta1, beta2 = self.defaults["betas"]
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state.update(t=0, m=torch.zeros_like(p), v=torch.zeros_like(p), largest=torch.zeros_like(p))
                state["t"] += 1
                g = p.grad + group["weight_decay"] * p
                m = state["m"].mul_(beta1).add_(g, alpha=1 - beta1)
                v = state["v"].mul_(beta2).addcmul_(g, g, value=1 - beta2)
                if group["amsgrad"]:
                    v = state["largest"] = torch.maximum(state["largest"], v)
                corrected = v / (1 - beta2 ** state["t"])
                p.sub_(group["lr"] * (m / (1 - beta1 ** state["t"])) / (corrected.sqrt() + group["eps"]))
        return loss
