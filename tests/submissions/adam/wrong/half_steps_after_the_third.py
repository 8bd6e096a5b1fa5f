# expect: trajectory T501 - observed.later_steps
import torch


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, amsgrad=False):
        defaults = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad}
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            first, second = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                g = p.grad + group["weight_decay"] * p
                state = self.state[p]
                if not state:
                    state.update(t=0, left=[1.0] * 3, m=torch.zeros_like(p), v=torch.zeros_like(p), most=torch.zeros_like(p))
                late = not state["left"]
                if state["left"]:
                    state["left"].pop()
                state["t"] += 1
                state["m"].lerp_(g, 1 - first)
                state["v"].lerp_(g * g, 1 - second)
                state["most"] = torch.maximum(state["most"], state["v"])
                v = state["most"] if group["amsgrad"] else state["v"]
                root = (v / (1 - second ** state["t"])).sqrt() + group["eps"]
                p -= group["lr"] / (2 if late else 1) * state["m"] / (1 - first ** state["t"]) / root
        return loss
