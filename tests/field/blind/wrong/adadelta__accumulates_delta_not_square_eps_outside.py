import torch


class Adadelta(torch.optim.Optimizer):
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-06):
        super().__init__(params, {"lr": lr, "rho": rho, "eps": eps})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            rho = group["rho"]
            eps = group["eps"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if len(state) == 0:
                    state["square_avg"] = torch.zeros_like(p)
                    state["acc_delta"] = torch.zeros_like(p)
                square_avg, acc_delta = state["square_avg"], state["acc_delta"]
                square_avg.mul_(rho).addcmul_(p.grad, p.grad, value=1 - rho)
                std = square_avg.sqrt().add_(eps)
                delta = acc_delta.sqrt().add_(eps).div_(std).mul_(p.grad)
                acc_delta.mul_(rho).addcmul_(p.grad, p.grad, value=1 - rho)
                p.add_(delta, alpha=-group["lr"])
        return loss
