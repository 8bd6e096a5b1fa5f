import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, momentum=0.9, dampening=0.0, nesterov=False) -> None:
        defaults = {"lr": lr, "momentum": momentum, "dampening": dampening, "nesterov": nesterov}
        super().__init__(params, defaults)
        self.buffers = {}

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            m = group["momentum"]
            for i, p in enumerate(group["params"]):
                if p.grad is None:
                    continue
                if i not in self.buffers:
                    self.buffers[i] = p.grad.clone()
                elif self.buffers[i].shape == p.shape:
                    self.buffers[i] = m * self.buffers[i] + (1 - m) * p.grad
                else:
                    self.buffers[i] = p.grad.clone()
                v = self.buffers[i]
                if group["nesterov"]:
                    v = p.grad + m * v
                p -= group["lr"] * v
        return loss
