import torch


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.0, amsgrad=False):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, amsgrad=amsgrad))
        self.t = 0
        self.m = [[torch.zeros_like(p) for p in g["params"]] for g in self.param_groups]
        self.v = [[torch.zeros_like(p) for p in g["params"]] for g in self.param_groups]
        self.top = [[torch.zeros_like(p) for p in g["params"]] for g in self.param_groups]

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for k, group in enumerate(self.param_groups):
            self.t += 1
            b1, b2 = group["betas"]
            for i, p in enumerate(group["params"]):
                if p.grad is None:
                    continue
                g = p.grad + group["weight_decay"] * p
                self.m[k][i] = b1 * self.m[k][i] + (1 - b1) * g
                self.v[k][i] = b2 * self.v[k][i] + (1 - b2) * g * g
                v = self.v[k][i]
                if group["amsgrad"]:
                    v = self.top[k][i] = torch.maximum(self.top[k][i], v)
                m_hat = self.m[k][i] / (1 - b1**self.t)
                v_hat = v / (1 - b2**self.t)
                p -= group["lr"] * m_hat / (v_hat.sqrt() + group["eps"])
        return loss
