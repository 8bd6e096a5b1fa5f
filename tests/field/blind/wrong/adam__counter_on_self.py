import torch
from torch.optim import Optimizer


class Adam(Optimizer):
    """Adam, following the pseudo code of the lecture."""

    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.0, amsgrad=False):
        defaults = dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, amsgrad=amsgrad)
        super().__init__(params, defaults)
        self.t = 0

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()

        for group in self.param_groups:
            b1, b2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                self.t += 1
                g = p.grad
                if group["weight_decay"] != 0:
                    g = g + group["weight_decay"] * p
                state = self.state[p]
                if len(state) == 0:
                    state["m"] = torch.zeros_like(p)
                    state["v"] = torch.zeros_like(p)
                    state["vmax"] = torch.zeros_like(p)
                state["m"] = b1 * state["m"] + (1 - b1) * g
                state["v"] = b2 * state["v"] + (1 - b2) * g**2
                v = state["v"]
                if group["amsgrad"]:
                    state["vmax"] = torch.max(state["vmax"], v)
                    v = state["vmax"]
                m_hat = state["m"] / (1 - b1**self.t)
                v_hat = v / (1 - b2**self.t)
                p -= group["lr"] * m_hat / (v_hat.sqrt() + group["eps"])
        return loss
