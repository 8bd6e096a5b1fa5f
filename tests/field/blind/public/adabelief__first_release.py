import torch


class Adabelief(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps))
        print_change_log = False  # noqa: F841

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
                grad = p.grad
                state = self.state[p]
                if len(state) == 0:
                    state["step"] = 0
                    state["exp_avg"] = torch.zeros_like(p)
                    state["exp_avg_var"] = torch.zeros_like(p)
                state["step"] += 1
                state["exp_avg"].lerp_(grad, 1 - beta1)
                residual = grad - state["exp_avg"]
                state["exp_avg_var"].mul_(beta2).addcmul_(residual, residual, value=1 - beta2)
                denom = (state["exp_avg_var"] / (1 - beta2 ** state["step"]) + group["eps"]).sqrt()
                p.addcdiv_(state["exp_avg"], denom, value=-group["lr"])
        return loss
