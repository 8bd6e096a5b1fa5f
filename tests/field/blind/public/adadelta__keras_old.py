import torch


class Adadelta(torch.optim.Optimizer):
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-06):
        super().__init__(params, dict(lr=lr, rho=rho, eps=eps))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            lr, rho, epsilon = group["lr"], group["rho"], group["eps"]
            for p in group["params"]:
                g = p.grad
                if g is None:
                    continue
                st = self.state[p]
                if not st:
                    st["a"] = torch.zeros_like(p)
                    st["d_a"] = torch.zeros_like(p)
                new_a = rho * st["a"] + (1.0 - rho) * g.square()
                st["a"] = new_a
                update = g * torch.sqrt(st["d_a"] + epsilon) / torch.sqrt(new_a + epsilon)
                p.sub_(lr * update)
                st["d_a"] = (1.0 - rho) * st["d_a"] + rho * (lr * update).square()
        return loss
