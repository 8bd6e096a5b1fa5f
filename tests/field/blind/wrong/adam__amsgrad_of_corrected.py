import torch


class Adam(torch.optim.Optimizer):

    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.0, amsgrad=False):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, amsgrad=amsgrad))

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
                self._update(p, group)
        return loss

    def _update(self, p, group):
        lr, (b1, b2), eps, wd = group["lr"], group["betas"], group["eps"], group["weight_decay"]
        state = self.state[p]
        if len(state) == 0:
            state["t"] = 0
            state["m"] = torch.zeros_like(p)
            state["v"] = torch.zeros_like(p)
            state["vhat"] = torch.zeros_like(p)
        state["t"] += 1
        g = p.grad + wd * p
        state["m"] = b1 * state["m"] + (1 - b1) * g
        state["v"] = b2 * state["v"] + (1 - b2) * g * g
        mhat = state["m"] / (1 - b1 ** state["t"])
        vhat = state["v"] / (1 - b2 ** state["t"])
        if group["amsgrad"]:
            # never let the denominator shrink
            vhat = torch.maximum(state["vhat"], vhat)
            state["vhat"] = vhat
        p.sub_(lr * mhat / (vhat.sqrt() + eps))
