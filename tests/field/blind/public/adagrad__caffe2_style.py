import torch


class Adagrad(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10, initial_accumulator_value=0.1):
        super().__init__(params, dict(lr=lr, eps=eps))
        for group in self.param_groups:
            for p in group["params"]:
                self.state[p]["sum"] = torch.full_like(p, initial_accumulator_value, requires_grad=False)

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
                acc = self.state[p]["sum"]
                acc.addcmul_(p.grad, p.grad)
                p.addcdiv_(p.grad, (acc + group["eps"]).sqrt(), value=-group["lr"])
        return loss
