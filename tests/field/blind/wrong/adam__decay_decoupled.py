import torch


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.0, amsgrad=False):
        defaults = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad}
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            params = [p for p in group["params"] if p.grad is not None]
            for p in params:
                if group["weight_decay"] > 0:
                    p.mul_(1 - group["lr"] * group["weight_decay"])
                state = self.state[p]
                t = state["t"] = state.get("t", 0) + 1
                m = state["m"] = group["betas"][0] * state.get("m", 0) + (1 - group["betas"][0]) * p.grad
                v = state["v"] = group["betas"][1] * state.get("v", 0) + (1 - group["betas"][1]) * p.grad.square()
                if group["amsgrad"]:
                    v = state["top"] = torch.maximum(state["top"], v) if "top" in state else v.clone()
                update = (m / (1 - group["betas"][0] ** t)) / ((v / (1 - group["betas"][1] ** t)).sqrt() + group["eps"])
                p.add_(update, alpha=-group["lr"])
        return loss
