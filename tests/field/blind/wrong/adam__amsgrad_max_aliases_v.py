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
            b1, b2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                grad = p.grad.add(p, alpha=group["weight_decay"])
                st = self.state[p]
                if "exp_avg" not in st:
                    st["t"] = 0
                    st["exp_avg"] = torch.zeros_like(p)
                    st["exp_avg_sq"] = torch.zeros_like(p)
                    st["max_exp_avg_sq"] = st["exp_avg_sq"]
                st["t"] += 1
                st["exp_avg"].lerp_(grad, 1 - b1)
                st["exp_avg_sq"].lerp_(grad * grad, 1 - b2)
                second = st["exp_avg_sq"]
                if group["amsgrad"]:
                    torch.maximum(st["max_exp_avg_sq"], st["exp_avg_sq"], out=st["max_exp_avg_sq"])
                    second = st["max_exp_avg_sq"]
                denom = (second / (1 - b2 ** st["t"])).sqrt() + group["eps"]
                p.addcdiv_(st["exp_avg"], denom, value=-group["lr"] / (1 - b1 ** st["t"]))
        return loss
