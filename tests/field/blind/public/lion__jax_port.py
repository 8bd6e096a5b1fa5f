import torch


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr=0.0001, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in filter(lambda q: q.grad is not None, group["params"]):
                grad, lr, wd, (beta1, beta2), state = p.grad, group["lr"], group["weight_decay"], group["betas"], self.state[p]
                if len(state) == 0:
                    state["exp_avg"] = torch.zeros_like(p)
                exp_avg = state["exp_avg"]
                # stepweight decay
                p.mul_(1 - wd)
                update = exp_avg.clone().lerp_(grad, 1 - beta1)
                p.add_(update.sign_(), alpha=-lr)
                exp_avg.lerp_(grad, 1 - beta1)
        return loss
