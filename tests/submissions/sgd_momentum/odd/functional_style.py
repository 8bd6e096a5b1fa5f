import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, momentum=0.9, dampening=0.0, nesterov=False):
        super().__init__(params, dict(lr=lr, momentum=momentum, dampening=dampening, nesterov=nesterov))

    def step(self, closure=None):
        loss = None if closure is None else closure()
        for group in self.param_groups:
            mu, rest = group["momentum"], 1 - group["dampening"]
            for p in group["params"]:
                if p.grad is not None:
                    old = self.state[p].get("momentum_buffer")
                    new = p.grad.detach().clone() if old is None else mu * old + rest * p.grad
                    self.state[p]["momentum_buffer"] = new
                    p.data = p.data - group["lr"] * (p.grad + mu * new if group["nesterov"] else new)
        return loss
