import torch


class Adagrad(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10) -> None:
        defaults = {"lr": lr, "eps": eps}
        super().__init__(params, defaults)

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
                state = self.state[p]
                if not state:
                    state["G"] = torch.zeros((), dtype=p.dtype)
                state["G"] += torch.sum(p.grad * p.grad)
                p.sub_(group["lr"] / (torch.sqrt(state["G"]) + group["eps"]) * p.grad)
        return loss
