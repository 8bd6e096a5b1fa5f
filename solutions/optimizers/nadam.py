import torch


class NAdam(torch.optim.Optimizer):
    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, momentum_decay=4e-3):
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "momentum_decay": momentum_decay})

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
                if not state:
                    state.update(t=0, product=1.0, m=torch.zeros_like(p), v=torch.zeros_like(p))
                state["t"] += 1
                t = state["t"]
                mu, next_mu = (beta1 * (1 - 0.96 ** (n * group["momentum_decay"]) / 2) for n in (t, t + 1))
                state["product"] *= mu
                m = state["m"].mul_(beta1).add_(p.grad, alpha=1 - beta1)
                v = state["v"].mul_(beta2).addcmul_(p.grad, p.grad, value=1 - beta2)
                # The look-ahead: the mean as the next step will weigh it, and the gradient as this
                # one does.
                ahead = next_mu * m / (1 - state["product"] * next_mu)
                now = (1 - mu) * p.grad / (1 - state["product"])
                v_hat = v / (1 - beta2**t)
                p.sub_(group["lr"] * (ahead + now) / (v_hat.sqrt() + group["eps"]))
        return loss
