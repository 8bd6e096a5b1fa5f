import torch


def rms(x, eps):
    return (x + eps).sqrt()


class Adadelta(torch.optim.Optimizer):
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-06) -> None:
        super().__init__(params, {"lr": lr, "rho": rho, "eps": eps})

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
                s = self.state[p]
                s.setdefault("grads", torch.zeros_like(p))
                s.setdefault("steps", torch.zeros_like(p))
                s["grads"].lerp_(p.grad.square(), 1 - group["rho"])
                change = rms(s["grads"], group["eps"]) / rms(s["steps"], group["eps"]) * p.grad
                s["steps"].lerp_(change.square(), 1 - group["rho"])
                p.sub_(group["lr"] * change)
        return loss
