import torch


class Adamax(torch.optim.Optimizer):
    def __init__(self, params, lr=0.002, betas=(0.9, 0.999), eps=1e-08):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps))

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
                st = self.state[p]
                m = st.setdefault("exp_avg", torch.zeros_like(p))
                u = st.setdefault("exp_inf", torch.zeros_like(p))
                m.mul_(b1).add_(p.grad, alpha=1 - b1)
                norm_buf = torch.cat([u.mul_(b2).unsqueeze(0), p.grad.abs().unsqueeze(0)], 0)
                u.copy_(torch.amax(norm_buf, 0))
                p.addcdiv_(m, u + group["eps"], value=-group["lr"])
        return loss
