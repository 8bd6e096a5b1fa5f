import torch


class Adadelta(torch.optim.Optimizer):
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-06) -> None:
        defaults = {"lr": lr, "rho": rho, "eps": eps}
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            rho, eps, lr = group["rho"], group["eps"], group["lr"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["Eg2"] = torch.zeros_like(p)
                    state["Edx2"] = torch.zeros_like(p)
                state["Eg2"] = rho * state["Eg2"] + (1 - rho) * p.grad**2
                dx = -lr * torch.sqrt(state["Edx2"] + eps) / torch.sqrt(state["Eg2"] + eps) * p.grad
                state["Edx2"] = rho * state["Edx2"] + (1 - rho) * dx**2
                p.add_(dx)
        return loss
