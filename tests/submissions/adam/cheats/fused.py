# expect: R701
import torch


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False):
        settings = dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, amsgrad=amsgrad)
        super().__init__(params, settings)

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
                    state.update(t=torch.tensor(0.0), m=torch.zeros_like(p), v=torch.zeros_like(p), x=torch.zeros_like(p))
                self.update(p, state, group)
        return loss

    def update(self, p, state, group):
        largest = [state["x"]] if group["amsgrad"] else []
        beta1, beta2 = group["betas"]
        settings = {k: group[k] for k in ("amsgrad", "lr", "weight_decay", "eps")}
        state["t"] += 1
        torch._fused_adam_(
            [p], [p.grad.clone()], [state["m"]], [state["v"]], largest, [state["t"]], **settings, beta1=beta1, beta2=beta2, maximize=False
        )
