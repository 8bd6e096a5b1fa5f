import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))

    def step(self, closure=None):
        loss = None if closure is None else closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    old = self.state[p].get("momentum_buffer")
                    new = p.grad.detach().clone() if old is None else group["momentum"] * old + p.grad
                    self.state[p]["momentum_buffer"] = new
                    p.data = p.data - group["lr"] * new
        return loss
