import torch


class RMSprop(torch.optim.Optimizer):
    def __init__(
        self,
        params,
        lr=0.01,
        alpha=0.99,
        eps=1e-08,
        weight_decay=0.0,
        momentum=0.0,
        centered=False,
    ) -> None:
        defaults = {
            "lr": lr,
            "alpha": alpha,
            "eps": eps,
            "weight_decay": weight_decay,
            "momentum": momentum,
            "centered": centered,
        }
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            alpha = group["alpha"]

            def running(old, new):
                return (1 - alpha) * old + alpha * new

            for p in group["params"]:
                if p.grad is None:
                    continue
                grad = p.grad + group["weight_decay"] * p
                state = self.state[p]
                if len(state) == 0:
                    state["square_avg"] = torch.zeros_like(p)
                    state["grad_avg"] = torch.zeros_like(p)
                    state["buf"] = torch.zeros_like(p)
                state["square_avg"] = running(state["square_avg"], grad * grad)
                avg = state["square_avg"]
                if group["centered"]:
                    state["grad_avg"] = running(state["grad_avg"], grad)
                    avg = avg - state["grad_avg"] * state["grad_avg"]
                state["buf"] = group["momentum"] * state["buf"] + grad / (avg.sqrt() + group["eps"])
                p -= group["lr"] * state["buf"]
        return loss
