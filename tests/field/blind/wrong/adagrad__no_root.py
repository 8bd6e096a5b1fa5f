import torch

class Adagrad(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        defaults = dict(lr=lr, eps=eps)
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for param in group["params"]:
                if param.grad is None:
                    continue
                state = self.state[param]
                if len(state) == 0:
                    state["sum"] = torch.zeros_like(param)
                state["sum"].addcmul_(param.grad, param.grad, value=1)
                adjusted_lr = group["lr"] / (state["sum"] + group["eps"])
                param.add_(-adjusted_lr * param.grad)
        return loss
