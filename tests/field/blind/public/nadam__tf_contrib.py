import torch


class NAdam(torch.optim.Optimizer):
    def __init__(self, params, lr=0.002, betas=(0.9, 0.999), eps=1e-08, momentum_decay=0.004):
        defaults = dict(lr=lr, betas=betas, eps=eps, momentum_decay=momentum_decay)
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if len(state) == 0:
                    state["step"] = 0
                    state["m_schedule"] = 1.0
                    state["exp_avg"] = torch.zeros_like(p)
                    state["exp_avg_sq"] = torch.zeros_like(p)
                state["step"] += 1
                t = state["step"]
                momentum_cache_t = beta1 * (1.0 - 0.5 * (0.96 ** (t / 250)))
                momentum_cache_t_1 = beta1 * (1.0 - 0.5 * (0.96 ** ((t + 1) / 250)))
                m_schedule_new = state["m_schedule"] * momentum_cache_t
                m_schedule_next = m_schedule_new * momentum_cache_t_1
                state["m_schedule"] = m_schedule_new
                state["exp_avg"].mul_(beta1).add_(p.grad, alpha=1 - beta1)
                state["exp_avg_sq"].mul_(beta2).addcmul_(p.grad, p.grad, value=1 - beta2)
                denom = state["exp_avg_sq"].sqrt().add_(group["eps"])
                p.addcdiv_(p.grad, denom, value=-group["lr"] * (1.0 - momentum_cache_t))
                p.addcdiv_(state["exp_avg"], denom, value=-group["lr"] * momentum_cache_t_1 / (1.0 - m_schedule_next))
        return loss
