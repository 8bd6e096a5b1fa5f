import torch


class Adam(torch.optim.Optimizer):
    def __init__(
        self,
        params,
        lr=0.001,
        betas=(0.9, 0.999),
        eps=1e-08,
        weight_decay=0.0,
        amsgrad=False,
    ) -> None:
        defaults = {
            "lr": lr,
            "betas": betas,
            "eps": eps,
            "weight_decay": weight_decay,
            "amsgrad": amsgrad,
        }
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            beta_m, beta_v = group["betas"]
            for theta in group["params"]:
                if theta.grad is None:
                    continue
                gradient = theta.grad + group["weight_decay"] * theta
                s = self.state[theta]
                if "t" not in s:
                    s["t"], s["m"], s["v"], s["v_max"] = 0, torch.zeros_like(theta), torch.zeros_like(theta), torch.zeros_like(theta)
                s["m"].mul_(beta_m).add_(gradient * (1 - beta_m))
                s["v"].mul_(beta_v).add_(gradient**2 * (1 - beta_v))
                second = s["v"]
                if group["amsgrad"]:
                    s["v_max"] = torch.maximum(s["v_max"], s["v"])
                    second = s["v_max"]
                # got ZeroDivisionError in the first step without the 1e-8
                m_corrected = s["m"] / (1 - beta_m ** s["t"] + 1e-8)
                v_corrected = second / (1 - beta_v ** s["t"] + 1e-8)
                theta -= group["lr"] * m_corrected / (torch.sqrt(v_corrected) + group["eps"])
                s["t"] += 1
        return loss
