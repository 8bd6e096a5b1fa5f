import torch


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.0, amsgrad=False) -> None:
        defaults = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad}
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
                grad = param.grad.clone()
                if group["weight_decay"]:
                    grad += group["weight_decay"] * param

                state = self.state[param]
                if len(state) == 0:
                    state["step"] = 0
                    state["first_moment"] = torch.zeros_like(param)
                    state["second_moment"] = torch.zeros_like(param)
                    state["max_second_moment"] = torch.zeros_like(param)

                state["step"] += 1
                beta1, beta2 = group["betas"]
                bias_correction1 = 1 - beta1 ** state["step"]
                bias_correction2 = 1 - beta2 ** state["step"]

                state["first_moment"] = beta1 * state["first_moment"] + (1 - beta1) * grad
                state["second_moment"] = beta2 * state["second_moment"] + (1 - beta2) * grad * grad
                second = state["second_moment"]
                if group["amsgrad"]:
                    second = state["max_second_moment"] = torch.maximum(state["max_second_moment"], second)

                first_unbiased = state["first_moment"] / bias_correction2
                second_unbiased = second / bias_correction1
                param -= group["lr"] * first_unbiased / (torch.sqrt(second_unbiased) + group["eps"])
        return loss
